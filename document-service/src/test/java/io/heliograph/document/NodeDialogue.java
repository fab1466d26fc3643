package io.heliograph.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A script of {@code src/test/node} that asks and is answered in one process, which is cheaper than files and two of them. */
public final class NodeDialogue {
    private static final Path FOLDER = Path.of("src", "test", "node");
    private static final long LIMIT_MINUTES = 60;
    private static final JsonMapper MAPPER = new JsonMapper();

    private NodeDialogue() {}

    /** @return what it concludes */
    public static JsonNode hold(List<String> command, UnaryOperator<JsonNode> answer) throws IOException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("node"), command.stream()).toList())
                .directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture.delayedExecutor(LIMIT_MINUTES, TimeUnit.MINUTES).execute(process::destroyForcibly);
        try (BufferedReader questions = process.inputReader();
                BufferedWriter answers = process.outputWriter()) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                JsonNode said = MAPPER.readTree(line);
                if (said.has("verdict")) {
                    return said.path("verdict");
                }
                answers.write(answer.apply(said.path("ask")).toString());
                answers.newLine();
                answers.flush();
            }
        } finally {
            process.destroyForcibly();
        }
        throw new IllegalStateException(command.getFirst() + " ended without a verdict");
    }
}
