package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heliograph inbox}: a user's notifications. */
@Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        description = "Shows the newest notifications in a user's inbox, on the running platform.",
        footer = {"", "Example:", "  heliograph inbox --user ann"})
final class InboxCommand implements Runnable {
    @Option(names = "--user", required = true, paramLabel = "USER", description = "Whose inbox.")
    @SuppressWarnings("NullAway.Init") // required
    private String user;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many (${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        JsonNode page = PlatformQuestion.get(data.folder(), user, List.of(), "/notifications?limit=" + limit);
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode item : page.path("items")) {
            out.println(json ? item.toString() : line(item));
        }
        if (!json) {
            out.printf("%s unread%n", page.path("unread").asText());
        }
        out.flush();
    }

    private static String line(JsonNode item) {
        return "%s %s %s %s"
                .formatted(
                        item.path("createdAt").asText(),
                        item.path("read").asBoolean() ? "read  " : "unread",
                        item.path("id").asText(),
                        item.path("title").asText());
    }
}
