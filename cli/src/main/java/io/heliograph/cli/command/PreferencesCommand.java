package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heliograph preferences}: what a user wants to be told, where and when. */
@Command(
        name = "preferences",
        mixinStandardHelpOptions = true,
        description = "Shows what a user wants to be told, where and when, on the running platform, or changes it.",
        footer = {
            "",
            "What no option names stays as it is.",
            "",
            "Examples:",
            "  heliograph preferences --user ann",
            "  heliograph preferences --user ann --category orders --channel push=off",
            "  heliograph preferences --user ann --quiet 22:00-07:00 --zone Europe/Berlin"
        })
final class PreferencesCommand implements Runnable {
    private static final String PATH = "/notifications/preferences";

    @Option(names = "--user", required = true, paramLabel = "USER", description = "Whose preferences.")
    @SuppressWarnings("NullAway.Init") // required
    private String user;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "What --channel is about; default is that of all categories that are not configured.")
    private @Nullable String category;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL=on|off|default",
            split = ",",
            description = "in-app, push or email; default is what the category says. Several are separated by commas.")
    private Map<String, PreferenceChange.Choice> channels = new LinkedHashMap<>();

    @Option(
            names = "--quiet",
            paramLabel = "FROM-TO|off",
            description = "When nothing disturbs, each day, as 22:00-07:00; off for never.")
    private @Nullable String quiet;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "By whose clock quiet hours are meant, as Europe/Berlin.")
    private @Nullable String zone;

    @Option(names = "--json", description = "What the platform answers, as JSON.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        PreferenceChange change = change();
        JsonNode preferences = PlatformQuestion.get(data.folder(), user, List.of(), PATH);
        if (!change.isNothing()) {
            preferences = PlatformQuestion.put(data.folder(), user, PATH, change.of((ObjectNode) preferences));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(preferences);
        } else {
            print(preferences, out);
        }
        out.flush();
    }

    private PreferenceChange change() {
        if ((category == null) == !channels.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--category and --channel go together");
        }
        try {
            return new PreferenceChange(category, channels, quiet, zone);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void print(JsonNode preferences, PrintWriter out) {
        JsonNode hours = preferences.path("quietHours");
        out.printf(
                "quiet hours: %s%n",
                hours.isObject()
                        ? "%s to %s in %s"
                                .formatted(
                                        hours.path("from").asText(),
                                        hours.path("to").asText(),
                                        preferences.path("timeZone").asText())
                        : "none");
        for (JsonNode category : preferences.path("effective")) {
            out.println(line(category, preferences.path("categories")));
        }
    }

    /** What holds, and which of it the user has chosen. */
    private static String line(JsonNode category, JsonNode choices) {
        String name = category.path("category").asText();
        var line = new StringBuilder(name).append(':');
        for (Map.Entry<String, JsonNode> channel : category.path("channels").properties()) {
            line.append(' ')
                    .append(channel.getKey())
                    .append(channel.getValue().asBoolean() ? " on" : " off")
                    .append(choices.path(name).has(channel.getKey()) ? " (chosen)" : "")
                    .append(',');
        }
        line.setLength(line.length() - 1);
        return line.append(category.path("required").asBoolean() ? "; cannot be switched off" : "")
                .toString();
    }
}
