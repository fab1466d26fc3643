package io.heliograph.cli.platform.process;

import java.nio.file.Path;
import java.time.Duration;

/** A server did not start. The message says where its log is, and how that ends. */
public final class ServerFailure extends RuntimeException {
    private static final int LINES = 12;
    private static final long serialVersionUID = 1;

    private ServerFailure(String what, Path log) {
        super("%s. Its log is %s%s".formatted(what, log, quoted(log)));
    }

    static ServerFailure ended(ProcessSpec spec, int status) {
        return new ServerFailure(
                "%s ended with status %d before it was ready".formatted(spec.name(), status), spec.log());
    }

    static ServerFailure silent(ProcessSpec spec, Duration limit) {
        return new ServerFailure(
                "%s was not ready within %d seconds".formatted(spec.name(), limit.toSeconds()), spec.log());
    }

    private static String quoted(Path log) {
        var lines = LogTail.of(log, LINES);
        return lines.isEmpty() ? "" : ", which ends with:\n  " + String.join("\n  ", lines);
    }
}
