package io.heliograph.cli.platform.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Kills the children of this process when it is gone, however it ended. The guard is a small shell of its own; it reads
 * the children's ids from a pipe, and the operating system closes the pipe when this process ends, also by SIGKILL. Child
 * processes cannot see to this themselves: PostgreSQL and Redis know nothing of a parent, and the JVM has no such option.
 *
 * <p>It kills at once and for good, because ports must be free for the next start; the stores survive this as they survive
 * a crash. Safe for concurrent use.
 */
final class ProcessGuard {
    private static final String SCRIPT = """
            children=
            while read -r action child; do
              case $action in
                watch) children="$children $child" ;;
                forget)
                  left=
                  for other in $children; do [ "$other" = "$child" ] || left="$left $other"; done
                  children=$left ;;
              esac
            done
            [ -z "$children" ] || kill -9 $children 2>/dev/null
            """;

    private final BufferedWriter pipe;

    private ProcessGuard(BufferedWriter pipe) {
        this.pipe = pipe;
    }

    /** The one guard of this process, started at first use. */
    static ProcessGuard ofThisProcess() {
        return Holder.GUARD;
    }

    synchronized void watch(long pid) {
        tell("watch " + pid);
    }

    /** To be called as soon as a child has ended: its id may be given to another process. */
    synchronized void forget(long pid) {
        tell("forget " + pid);
    }

    private void tell(String line) {
        try {
            pipe.write(line);
            pipe.newLine();
            pipe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the guard process, which ends orphaned children, is gone", e);
        }
    }

    private static ProcessGuard start() {
        try {
            Process guard = new ProcessBuilder(OwnSession.of(List.of("sh", "-c", SCRIPT, "heliograph-guard")))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new ProcessGuard(guard.outputWriter(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("the guard process, which ends orphaned children, cannot be started", e);
        }
    }

    private static final class Holder {
        static final ProcessGuard GUARD = start();
    }
}
