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

/** A script of {@code src/test/node}, which uses the packages as npm has them. It does not outlive this. */
public final class NodeScript implements AutoCloseable {
    private static final Path FOLDER = Path.of("src", "test", "node");
    private static final long LIMIT_SECONDS = 120;

    private final String script;
    private final Path log;
    private final Process process;

    private NodeScript(String script, Path log, Process process) {
        this.script = script;
        this.log = log;
        this.process = process;
    }

    public static NodeScript start(String script, List<?> arguments) throws IOException {
        Path log = Files.createTempFile(Files.createDirectories(Path.of("target", "node")), script, ".log");
        Process process = new ProcessBuilder(Stream.concat(Stream.of("node", script), arguments.stream())
                        .map(String::valueOf)
                        .toList())
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new NodeScript(script, log, process);
    }

    /** @return the last line that it prints, which is JSON */
    public static JsonNode run(String script, List<?> arguments) throws IOException, InterruptedException {
        try (NodeScript running = start(script, arguments)) {
            return running.result();
        }
    }

    /** Whether it has printed this line. */
    public boolean hasSaid(String line) throws IOException {
        return Files.readAllLines(log, StandardCharsets.UTF_8).contains(line);
    }

    /** Writes a line to its standard input. */
    public void tell(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    /**
     * Waits until it has ended.
     *
     * @return the last line that it printed, which is JSON
     */
    public JsonNode result() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("%s failed:%n%s".formatted(script, Files.readString(log)));
        }
        return new JsonMapper()
                .readTree(Files.readAllLines(log, StandardCharsets.UTF_8).getLast());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
