package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heliograph documents ls}: all documents, or those whose names begin alike. */
@Command(
        name = "ls",
        mixinStandardHelpOptions = true,
        description = "Lists documents by name, with their sequence and when they were last changed.",
        footer = {"", "Example:", "  heliograph documents ls demo/"})
final class DocumentsListCommand implements Runnable {
    @Parameters(arity = "0..1", paramLabel = "PREFIX", defaultValue = "", description = "How their names begin.")
    @SuppressWarnings("NullAway.Init") // has a default
    private String prefix;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        String after = "";
        do {
            String path = "/documents?limit=100&prefix=%s&after=%s"
                    .formatted(PlatformQuestion.encoded(prefix), PlatformQuestion.encoded(after));
            JsonNode page = PlatformQuestion.json(PlatformQuestion.askDocuments(data.folder(), path));
            page.path("documents").forEach(document -> out.println(json ? document.toString() : line(document)));
            after = page.path("next").asText();
        } while (!after.isEmpty());
        out.flush();
    }

    private static String line(JsonNode document) {
        return "%s %s %s"
                .formatted(
                        document.path("changedAt").asText(),
                        document.path("sequence").asText(),
                        document.path("document").asText());
    }
}
