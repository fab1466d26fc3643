package io.heliograph.notification.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.NotificationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a service worker gets: {@code id}, {@code tag}, {@code title}, {@code body}, {@code url}, {@code icon}, {@code category}
 * and {@code count}, and nothing else of the notification. The tag makes a browser show it once, however often it is sent.
 */
public final class PushPayload {
    /** Push services take 4,096 bytes of ciphertext (RFC 8030 §7.2); encryption adds 103. */
    public static final int MAX_BYTES = 3_000;
    /** For a push service that called the former too large. */
    public static final int SHORT_BYTES = 1_000;

    private static final JsonMapper MAPPER = new JsonMapper();
    /** In the order in which they are given up when it is too large. */
    private static final List<String> OPTIONAL = List.of("icon", "count", "category", "url");

    private static final String ELLIPSIS = "…";

    private PushPayload() {}

    /**
     * @param form the notification's form for screens
     * @param maxBytes at least {@value #SHORT_BYTES}
     */
    public static JsonBytes of(NotificationId id, String tag, JsonBytes form, int maxBytes) {
        JsonNode shown = parse(form);
        ObjectNode payload = MAPPER.createObjectNode();
        payload.put("id", id.toString()).put("tag", tag);
        for (String member : List.of("title", "url", "icon", "category", "count")) {
            if (shown.hasNonNull(member)) {
                payload.set(member, shown.get(member));
            }
        }
        for (String member : OPTIONAL) {
            if (bytes(payload).length > maxBytes) {
                payload.remove(member);
            }
        }
        shorten(payload, "title", shown.path("title").asText(), maxBytes);
        shorten(payload, "body", shown.path("body").asText(), maxBytes);
        return new JsonBytes(bytes(payload));
    }

    /** Puts as much of the text into the member as fits, by bisection: how long a text is in JSON depends on its characters. */
    private static void shorten(ObjectNode payload, String member, String text, int maxBytes) {
        payload.put(member, text);
        if (bytes(payload).length <= maxBytes) {
            if (text.isEmpty()) {
                payload.remove(member);
            }
            return;
        }
        int fits = 0;
        int tooMany = text.codePointCount(0, text.length());
        while (tooMany - fits > 1) {
            int middle = (fits + tooMany) / 2;
            payload.put(member, text.substring(0, text.offsetByCodePoints(0, middle)) + ELLIPSIS);
            if (bytes(payload).length <= maxBytes) {
                fits = middle;
            } else {
                tooMany = middle;
            }
        }
        if (fits == 0) {
            payload.remove(member);
            return;
        }
        payload.put(member, text.substring(0, text.offsetByCodePoints(0, fits)) + ELLIPSIS);
    }

    private static byte[] bytes(ObjectNode payload) {
        return payload.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode parse(JsonBytes form) {
        try {
            return MAPPER.readTree(form.array());
        } catch (IOException e) {
            throw new UncheckedIOException("a stored form is JSON", e);
        }
    }
}
