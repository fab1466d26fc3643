package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heliograph documents show}: what a document is like, and its versions. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows how large a document is, how many edit it, and its versions.",
        footer = {"", "Example:", "  heliograph documents show demo/plan"})
final class DocumentsShowCommand implements Runnable {
    @Parameters(paramLabel = "DOCUMENT", description = "Its name.")
    @SuppressWarnings("NullAway.Init") // required
    private String document;

    @Option(names = "--json", description = "One JSON object per line: the document, then its versions.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        String path = "/documents/" + PlatformQuestion.encoded(document);
        JsonNode shown = PlatformQuestion.json(PlatformQuestion.askDocuments(data.folder(), path));
        JsonNode versions = PlatformQuestion.json(PlatformQuestion.askDocuments(data.folder(), path + "/versions"));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(shown);
            versions.path("versions").forEach(out::println);
        } else {
            out.printf("%s%n", shown.path("document").asText());
            out.printf("changed  %s%n", shown.path("changedAt").asText());
            out.printf("sequence %s%n", shown.path("sequence").asText());
            out.printf("stored   %s bytes%n", shown.path("bytes").asText());
            out.printf("open     in %s connections%n", shown.path("editors").asText());
            versions.path("versions").forEach(version -> out.println(line(version)));
        }
        out.flush();
    }

    private static String line(JsonNode version) {
        return "version  %s %s of %s by %s at sequence %s"
                .formatted(
                        version.path("id").asText(),
                        version.path("name"),
                        version.path("createdAt").asText(),
                        version.path("author").asText(),
                        version.path("sequence").asText());
    }
}
