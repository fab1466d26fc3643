package io.heliograph.notification.push;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.decision.Importance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the inbox says of a notification at this moment.
 *
 * @param withdrawn taken back, or replaced
 * @param form what screens show
 */
public record InboxState(
        boolean read,
        boolean withdrawn,
        @Nullable Instant expiresAt,
        Priority priority,
        @Nullable String collapseKey,
        JsonBytes form) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MAX_TAG_BYTES = 255;

    /** The priority is that of the form. */
    public static InboxState of(
            boolean read,
            boolean withdrawn,
            @Nullable Instant expiresAt,
            @Nullable String collapseKey,
            JsonBytes form) {
        return new InboxState(read, withdrawn, expiresAt, priority(form), collapseKey, form);
    }

    /** The collapse key, or the notification's id: browsers show one notification for each tag. */
    String tag(String id) {
        if (collapseKey == null) {
            return id;
        }
        return collapseKey.getBytes(StandardCharsets.UTF_8).length <= MAX_TAG_BYTES
                ? collapseKey
                : PushMessage.topicOf(collapseKey);
    }

    private static Priority priority(JsonBytes form) {
        try {
            return Importance.find(
                            MAPPER.readTree(form.array()).path("priority").asText())
                    .orElse(Importance.NORMAL)
                    .priority();
        } catch (IOException e) {
            throw new UncheckedIOException("a stored form is JSON", e);
        }
    }
}
