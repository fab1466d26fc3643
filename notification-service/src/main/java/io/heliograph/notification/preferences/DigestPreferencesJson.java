package io.heliograph.notification.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/** {@code {"every":"daily","at":"08:00","categories":{"orders":"hourly"}}}; every member may be left out. */
final class DigestPreferencesJson {
    private static final String POINTER = "/digest";
    private static final String EVERY = "every";
    private static final String AT = "at";
    private static final String CATEGORIES = "categories";

    private DigestPreferencesJson() {}

    /** @throws InvalidPreferencesException for what is not of this form */
    static DigestPreferences read(JsonNode json) throws InvalidPreferencesException {
        checkObject(json, POINTER);
        checkObject(json.path(CATEGORIES), POINTER + "/" + CATEGORIES);
        Map<String, DigestChoice> categories = new HashMap<>();
        for (Map.Entry<String, JsonNode> category : json.path(CATEGORIES).properties()) {
            categories.put(
                    category.getKey(),
                    choice(category.getValue(), POINTER + "/" + CATEGORIES + "/" + category.getKey()));
        }
        JsonNode every = json.path(EVERY);
        JsonNode at = json.path(AT);
        return new DigestPreferences(
                PreferencesJson.isLeftOut(every) ? null : choice(every, POINTER + "/" + EVERY),
                PreferencesJson.isLeftOut(at) ? null : PreferencesJson.time(at, POINTER + "/" + AT),
                categories);
    }

    static void write(DigestPreferences digest, ObjectNode json) {
        if (digest.choice() != null) {
            json.put(EVERY, digest.choice().wireName());
        }
        if (digest.dailyAt() != null) {
            json.put(AT, digest.dailyAt().toString());
        }
        if (!digest.categories().isEmpty()) {
            ObjectNode categories = json.putObject(CATEGORIES);
            digest.categories().forEach((category, choice) -> categories.put(category, choice.wireName()));
        }
    }

    private static void checkObject(JsonNode json, String pointer) throws InvalidPreferencesException {
        if (!PreferencesJson.isLeftOut(json) && !json.isObject()) {
            throw new InvalidPreferencesException(pointer, "must be an object", json, null);
        }
    }

    private static DigestChoice choice(JsonNode choice, String pointer) throws InvalidPreferencesException {
        return DigestChoice.find(choice.asText())
                .orElseThrow(() ->
                        new InvalidPreferencesException(pointer, "must be one of off, hourly and daily", choice, null));
    }
}
