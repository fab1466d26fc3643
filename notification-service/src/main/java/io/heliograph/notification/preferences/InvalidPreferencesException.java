package io.heliograph.notification.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** These are no preferences. The message says where, what was required and what was found. */
public final class InvalidPreferencesException extends Exception {
    private static final int MAX_FOUND = 40;

    InvalidPreferencesException(String pointer, String required, JsonNode found, @Nullable Throwable cause) {
        super(pointer + " " + required + ", found " + shortened(found), cause);
    }

    InvalidPreferencesException(String message) {
        super(message);
    }

    private static String shortened(JsonNode found) {
        String text = found.isMissingNode() ? "nothing" : found.toString();
        return text.length() <= MAX_FOUND ? text : text.substring(0, MAX_FOUND) + "…";
    }
}
