package io.heliograph.notification.inbox;

import io.heliograph.contracts.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What screens show of a notification: what all its recipients share, to which each inbox adds its own members.
 *
 * @param shared a JSON object with at least one member
 */
public record ScreenForm(JsonBytes shared) {
    public ScreenForm {
        byte[] json = shared.array();
        if (json.length < 2 || json[0] != '{' || json[1] == '}') {
            throw new IllegalArgumentException("the form must be a JSON object with members, without leading space");
        }
    }

    /**
     * As it is published.
     *
     * @param alerts whether screens are to draw attention to it
     * @param replaces what it takes the place of
     */
    public JsonBytes published(NotificationId id, boolean alerts, @Nullable NotificationId replaces) {
        String replaced = replaces == null ? "" : "\"replaces\":[\"" + replaces + "\"],";
        return with("{\"id\":\"" + id + "\",\"alert\":" + alerts + ',' + replaced);
    }

    /**
     * As it is listed in the inbox.
     *
     * @param stack what it stands for
     */
    public JsonBytes listed(NotificationId id, boolean read, @Nullable Stack stack) {
        String stacked =
                stack == null ? "" : "\"stack\":{\"count\":%d,\"unread\":%d},".formatted(stack.count(), stack.unread());
        return with("{\"id\":\"" + id + "\",\"read\":" + read + ',' + stacked);
    }

    /** As others are told of it. */
    public JsonBytes identified(NotificationId id) {
        return with("{\"id\":\"" + id + "\",");
    }

    private JsonBytes with(String own) {
        byte[] start = own.getBytes(StandardCharsets.US_ASCII);
        byte[] json = shared.array();
        byte[] joined = Arrays.copyOf(start, start.length + json.length - 1);
        System.arraycopy(json, 1, joined, start.length, json.length - 1);
        return new JsonBytes(joined);
    }
}
