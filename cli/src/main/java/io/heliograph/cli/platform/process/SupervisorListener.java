package io.heliograph.cli.platform.process;

import java.nio.file.Path;

/** Hears what happens to the servers, on the supervisor's thread: it must not block for long. */
public interface SupervisorListener {
    void changed(ServerStatus status);

    /** The process ended without having been told to; another one will be started. */
    void died(String name, int exitStatus, Path log);
}
