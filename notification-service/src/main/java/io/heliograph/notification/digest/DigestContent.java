package io.heliograph.notification.digest;

import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import java.util.List;

/**
 * What is held for a digest.
 *
 * @param held all of it, or the oldest {@value #MAX_HELD}
 * @param count how many of these are still worth telling: neither read nor taken back, replaced or expired
 * @param first the oldest of those
 */
public record DigestContent(List<NotificationId> held, int count, List<Item> first) {
    public static final int MAX_HELD = 1_000;

    public record Item(NotificationId id, ScreenForm form) {}

    public DigestContent {
        held = List.copyOf(held);
        first = List.copyOf(first);
    }
}
