package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heliograph feed show}: the newest activities of a feed, or of a user's timeline. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows the newest activities of a feed, or of a user's timeline.",
        footer = {"", "Examples:", "  heliograph feed show team-7", "  heliograph feed show --timeline --user ann"})
final class FeedShowCommand implements Runnable {
    private static final int MAX_LIMIT = 100;

    @Parameters(arity = "0..1", paramLabel = "FEED", description = "The part of the channel after feed:, like team-7.")
    private @Nullable String feed;

    @Option(names = "--timeline", description = "The timeline of the user, instead of a feed.")
    private boolean timeline;

    @Option(
            names = "--user",
            paramLabel = "USER",
            description = "Who looks: decides what is shown that is not public. Needed for a timeline.")
    private @Nullable String user;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many, 1 to 100 (${DEFAULT-VALUE}).")
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
        JsonNode page = page();
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode activity : page.path("items")) {
            out.println(json ? activity.toString() : line(activity));
        }
        if (!json && timeline) {
            out.printf("%s unseen%n", page.path("unseen").path("unseen").asText());
        }
        out.flush();
    }

    private JsonNode page() {
        if (timeline == (feed != null)) {
            throw new ParameterException(spec.commandLine(), "Say which FEED, or --timeline --user USER");
        }
        if (timeline && user == null) {
            throw new ParameterException(spec.commandLine(), "--timeline needs --user USER: whose it is");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ParameterException(
                    spec.commandLine(), "--limit must be 1 to %d, is %d".formatted(MAX_LIMIT, limit));
        }
        String path = feed == null ? "/timeline" : "/feeds/%s/activities".formatted(PlatformQuestion.encoded(feed));
        return PlatformQuestion.get(
                data.folder(),
                user == null ? PlatformQuestion.ASKING : user,
                List.of("feed:*"),
                path + "?limit=" + limit);
    }

    private static String line(JsonNode activity) {
        JsonNode actor = activity.path("actor");
        JsonNode object = activity.path("object");
        return "%s %s %s %s %s:%s%s"
                .formatted(
                        activity.path("time").asText(),
                        activity.path("id").asText(),
                        actor.path("id").asText(),
                        activity.path("verb").asText(),
                        object.path("type").asText(),
                        object.path("id").asText(),
                        object.has("title") ? " " + object.path("title") : "");
    }
}
