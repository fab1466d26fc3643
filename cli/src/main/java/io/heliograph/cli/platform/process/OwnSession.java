package io.heliograph.cli.platform.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Starts a command in a session of its own, so that Ctrl-C in a terminal reaches the launcher alone and it can end its
 * children in order. Where {@code setsid} does not exist (macOS), Ctrl-C reaches all of them at once.
 */
final class OwnSession {
    private static final boolean HAS_SETSID = isOnPath("setsid");

    private OwnSession() {}

    /** {@code setsid} replaces itself by the command, so the process id is the command's. */
    static List<String> of(List<String> command) {
        if (!HAS_SETSID) {
            return command;
        }
        List<String> detached = new ArrayList<>(command.size() + 1);
        detached.add("setsid");
        detached.addAll(command);
        return detached;
    }

    private static boolean isOnPath(String program) {
        @Nullable String path = System.getenv("PATH");
        return path != null
                && Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(path)
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
