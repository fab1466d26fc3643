package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heliograph inbox}: a user's notifications, and why one of them is where it is. */
@Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        description =
                "Shows the newest notifications in a user's inbox, on the running platform, or why one went where it did.",
        footer = {
            "",
            "Examples:",
            "  heliograph inbox --user ann",
            "  heliograph inbox --user ann --why 3f2b8c1e-5d47-5a0e-9c31-2f6f0a1b7d55"
        })
final class InboxCommand implements Runnable {
    @Option(names = "--user", required = true, paramLabel = "USER", description = "Whose inbox.")
    @SuppressWarnings("NullAway.Init") // required
    private String user;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many (${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--why",
            paramLabel = "ID",
            description = "Of one notification, also of one that did not come into the inbox: what was decided"
                    + " for each channel and why, and what became of its push.")
    private @Nullable String explained;

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
        if (explained == null) {
            list(out);
        } else {
            explain(explained, out);
        }
        out.flush();
    }

    private void explain(String id, PrintWriter out) {
        String path = "/notifications/%s/why".formatted(PlatformQuestion.encoded(id));
        JsonNode explanation = PlatformQuestion.get(data.folder(), user, List.of(), path);
        if (json) {
            out.println(explanation);
        } else {
            ExplanationLines.of(explanation).forEach(out::println);
        }
    }

    private void list(PrintWriter out) {
        JsonNode page = PlatformQuestion.get(data.folder(), user, List.of(), "/notifications?limit=" + limit);
        for (JsonNode item : page.path("items")) {
            out.println(json ? item.toString() : line(item));
        }
        if (!json) {
            out.printf("%s unread%n", page.path("unread").asText());
        }
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
