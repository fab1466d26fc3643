package io.heliograph.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Scripts of {@code src/test/node}, which use the packages as npm has them. */
public final class NodeScript {
    private static final Path FOLDER = Path.of("src", "test", "node");
    private static final long LIMIT_SECONDS = 120;

    private NodeScript() {}

    /** @return the last line that it prints, which is JSON */
    public static JsonNode run(String script, List<String> arguments) throws IOException, InterruptedException {
        Path log = Files.createTempFile(Files.createDirectories(Path.of("target", "node")), script, ".log");
        finish(Stream.concat(Stream.of("node", script), arguments.stream()).toList(), log);
        List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
        return new JsonMapper().readTree(lines.getLast());
    }

    private static void finish(List<String> command, Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("%s failed:%n%s".formatted(command.get(1), Files.readString(log)));
            }
        } finally {
            process.destroyForcibly();
        }
    }
}
