package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a command line changes of a user's preferences. Whether category, channel, times and zone exist is for the platform to say.
 *
 * @param category what {@code channels} are about
 * @param quiet {@code 22:00-07:00}, or {@code off}
 */
record PreferenceChange(
        @Nullable String category,
        Map<String, Choice> channels,
        @Nullable String quiet,
        @Nullable String zone) {
    private static final String NEVER = "off";
    private static final Pattern HOURS = Pattern.compile("(?<from>[0-9:]+)-(?<to>[0-9:]+)");

    /** What a user says about a channel; {@code DEFAULT} is to have no choice of one's own. */
    enum Choice {
        ON,
        OFF,
        DEFAULT
    }

    PreferenceChange {
        channels = Collections.unmodifiableMap(new TreeMap<>(channels));
        if (quiet != null && !quiet.equals(NEVER) && !HOURS.matcher(quiet).matches()) {
            throw new IllegalArgumentException("--quiet must be as 22:00-07:00, or off, is " + quiet);
        }
    }

    boolean isNothing() {
        return channels.isEmpty() && quiet == null && zone == null;
    }

    /** @param preferences as the platform shows them; what it adds to a user's own choices is left out */
    ObjectNode of(ObjectNode preferences) {
        ObjectNode changed = preferences.deepCopy();
        changed.remove("effective");
        if (category != null) {
            chooseChannels(changed.withObjectProperty("categories").withObjectProperty(category));
        }
        if (quiet != null) {
            chooseQuietHours(changed, quiet);
        }
        if (zone != null) {
            changed.put("timeZone", zone);
        }
        return changed;
    }

    private void chooseChannels(ObjectNode choices) {
        channels.forEach((channel, choice) -> {
            switch (choice) {
                case ON -> choices.put(channel, true);
                case OFF -> choices.put(channel, false);
                case DEFAULT -> choices.remove(channel);
            }
        });
    }

    private static void chooseQuietHours(ObjectNode preferences, String quiet) {
        Matcher hours = HOURS.matcher(quiet);
        if (hours.matches()) {
            preferences.set(
                    "quietHours",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("from", hours.group("from"))
                            .put("to", hours.group("to")));
        } else {
            preferences.remove("quietHours");
        }
    }
}
