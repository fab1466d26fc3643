package io.heliograph.cli.platform.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a process is told by the operating system. */
public enum Signal {
    TERM,
    INT,
    KILL,
    /** Freezes the process until {@link #CONT}: what a long pause looks like to the others. */
    STOP,
    CONT;

    /** Does nothing if the process is gone. */
    public void send(long pid) {
        try {
            new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("SIG%s cannot be sent to process %d".formatted(name(), pid), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
