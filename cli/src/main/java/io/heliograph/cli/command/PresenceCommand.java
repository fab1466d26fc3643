package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heliograph presence}: who is online. */
@Command(
        name = "presence",
        mixinStandardHelpOptions = true,
        description = "Tells who is online, idle or offline, on the running platform.",
        footer = {"", "Example:", "  heliograph presence --user ann,bob"})
final class PresenceCommand implements Runnable {

    @Option(
            names = "--user",
            required = true,
            split = ",",
            paramLabel = "USER",
            description = "About whom; several are separated by commas, at most 200.")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> users;

    @Option(names = "--json", description = "One JSON object per line.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        String query = users.stream()
                .map(user -> "user=" + PlatformQuestion.encoded(user))
                .collect(Collectors.joining("&"));
        JsonNode answer = PlatformQuestion.get(
                data.folder(), PlatformQuestion.ASKING, List.of("presence:*"), "/presence?" + query);
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode user : answer.path("users")) {
            out.println(json ? user.toString() : line(user));
        }
        out.flush();
    }

    private static String line(JsonNode user) {
        String status = user.path("status").asText("unknown");
        String lastSeen = user.path("lastSeen").asText("");
        return "%s %s%s%s"
                .formatted(
                        user.path("user").asText(),
                        status,
                        user.has("since") ? " since " + user.path("since").asText() : "",
                        lastSeen.isEmpty() ? "" : ", last seen " + lastSeen);
    }
}
