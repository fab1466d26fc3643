package io.heliograph.notification.preferences;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code {"timeZone":"Europe/Berlin","quietHours":{"from":"22:00","to":"07:00"},"categories":{"orders":{"push":false}}}} and digests; every member may be left out. */
public final class PreferencesJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private PreferencesJson() {}

    /** What was stored. It is not checked again: a category that is not configured any more does no harm. */
    public static Preferences parse(String stored) {
        try {
            return read((ObjectNode) MAPPER.readTree(stored));
        } catch (JsonProcessingException | InvalidPreferencesException e) {
            throw new IllegalStateException("stored preferences were checked", e);
        }
    }

    /** @throws InvalidPreferencesException for what is not of this form */
    static Preferences read(ObjectNode json) throws InvalidPreferencesException {
        return new Preferences(
                zone(json.path("timeZone")),
                quietHours(json.path("quietHours")),
                DigestPreferencesJson.read(json.path("digest")),
                choices(json.path("categories")));
    }

    public static ObjectNode write(Preferences preferences) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("timeZone", preferences.zone().getId());
        QuietHours quiet = preferences.quietHours();
        if (quiet != null) {
            json.putObject("quietHours")
                    .put("from", quiet.from().toString())
                    .put("to", quiet.to().toString());
        }
        if (!preferences.digest().equals(DigestPreferences.NONE)) {
            DigestPreferencesJson.write(preferences.digest(), json.putObject("digest"));
        }
        ObjectNode categories = json.putObject("categories");
        preferences.choices().forEach((category, channels) -> {
            ObjectNode choices = categories.putObject(category);
            channels.forEach((channel, on) -> choices.put(channel.wireName(), on));
        });
        return json;
    }

    private static ZoneId zone(JsonNode zone) throws InvalidPreferencesException {
        if (isLeftOut(zone)) {
            return Preferences.NONE.zone();
        }
        try {
            return ZoneId.of(text(zone, "/timeZone"));
        } catch (DateTimeException e) {
            throw new InvalidPreferencesException("/timeZone", "must be a zone as Europe/Berlin", zone, e);
        }
    }

    private static @Nullable QuietHours quietHours(JsonNode hours) throws InvalidPreferencesException {
        if (isLeftOut(hours)) {
            return null;
        }
        LocalTime from = time(hours.path("from"), "/quietHours/from");
        LocalTime to = time(hours.path("to"), "/quietHours/to");
        if (from.equals(to)) {
            throw new InvalidPreferencesException("/quietHours/to", "must be another time than from", hours, null);
        }
        return new QuietHours(from, to);
    }

    static LocalTime time(JsonNode time, String pointer) throws InvalidPreferencesException {
        try {
            return LocalTime.parse(text(time, pointer)).withSecond(0).withNano(0);
        } catch (DateTimeException e) {
            throw new InvalidPreferencesException(pointer, "must be a time as 22:00", time, e);
        }
    }

    private static Map<String, Map<DeliveryChannel, Boolean>> choices(JsonNode categories)
            throws InvalidPreferencesException {
        Map<String, Map<DeliveryChannel, Boolean>> choices = new HashMap<>();
        if (!isLeftOut(categories) && !categories.isObject()) {
            throw new InvalidPreferencesException("/categories", "must be an object", categories, null);
        }
        for (Map.Entry<String, JsonNode> category : categories.properties()) {
            choices.put(category.getKey(), channels(category.getValue(), "/categories/" + category.getKey()));
        }
        return choices;
    }

    private static Map<DeliveryChannel, Boolean> channels(JsonNode channels, String pointer)
            throws InvalidPreferencesException {
        if (!channels.isObject()) {
            throw new InvalidPreferencesException(pointer, "must be an object of channels", channels, null);
        }
        Map<DeliveryChannel, Boolean> choices = new EnumMap<>(DeliveryChannel.class);
        for (Map.Entry<String, JsonNode> channel : channels.properties()) {
            DeliveryChannel known = DeliveryChannel.find(channel.getKey()).orElse(null);
            if (known == null || !channel.getValue().isBoolean()) {
                throw new InvalidPreferencesException(
                        pointer + "/" + channel.getKey(),
                        "must be true or false, of one of in-app, push and email",
                        channel.getValue(),
                        null);
            }
            choices.put(known, channel.getValue().booleanValue());
        }
        return choices;
    }

    private static String text(JsonNode node, String pointer) throws InvalidPreferencesException {
        if (!node.isTextual()) {
            throw new InvalidPreferencesException(pointer, "must be a text", node, null);
        }
        return node.textValue();
    }

    static boolean isLeftOut(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }
}
