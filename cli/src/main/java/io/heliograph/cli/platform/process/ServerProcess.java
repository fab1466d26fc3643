package io.heliograph.cli.platform.process;

/**
 * A server that runs as a process of its own: how it is started and how one sees that it serves. All methods may block;
 * none keeps state between calls, so that the same server can be started again and again.
 */
public interface ServerProcess {
    String name();

    /** Lays out on disk what the process needs; does nothing when it is there already. */
    void prepare();

    ProcessSpec spec();

    /** Whether it serves now; {@code false} for any failure to reach it. */
    boolean isReady();

    /** Creates what others rely on (topics, a database) as soon as it serves; does nothing when that exists already. */
    void initialise();
}
