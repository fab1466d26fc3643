package io.heliograph.notification.push;

/** The gateways' registry. While it is young, what was published a moment ago may not have found its connections yet. */
public interface Registry {
    /** Whether it has been there for long enough. Blocks; false when it does not answer. */
    boolean isSettled();
}
