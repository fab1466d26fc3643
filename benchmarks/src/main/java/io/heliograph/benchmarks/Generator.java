package io.heliograph.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of Node with clients, which does what it is asked, one thing after the other. It does not outlive this one. */
final class Generator implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final String script;
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private Generator(String script, Process process) {
        this.script = script;
        this.process = process;
        this.answers = process.inputReader();
        this.questions = process.outputWriter();
    }

    static Generator start(Path folder, String script) {
        try {
            return new Generator(
                    script,
                    new ProcessBuilder("node", "--max-old-space-size=4096", script)
                            .directory(folder.toFile())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("node cannot be run", e);
        }
    }

    /** @return a question to complete, and to {@link #ask} */
    static ObjectNode question(String name) {
        return JSON.createObjectNode().put("ask", name);
    }

    /** A question that is about a document of a server. */
    static ObjectNode question(String name, DocumentServer server, String document, Map<String, String> tokens) {
        ObjectNode question = question(name).put("document", document);
        question.set("urls", JSON.valueToTree(List.copyOf(server.urls())));
        question.set("tokens", JSON.valueToTree(tokens));
        return question.put("token", tokens.values().iterator().next());
    }

    /** Returns when it has done that. */
    JsonNode ask(ObjectNode question) {
        try {
            questions.write(question.toString());
            questions.newLine();
            questions.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("%s ended when asked to %s; why is above"
                        .formatted(script, question.path("ask").asText()));
            }
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(script + " has ended", e);
        }
    }

    /** CPU-seconds so far: a generator that needs a whole core measures itself. */
    double cpuSeconds() {
        return new ProcessMeter(process.pid()).cpuSeconds();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
