package io.heliograph.gateway.lifecycle.kafka;

/** When the last events leave: after the connections were closed, and before the pod leaves the registry. */
public final class ShutdownOrder {
    public static final int FLUSH = 4_000;

    private ShutdownOrder() {}
}
