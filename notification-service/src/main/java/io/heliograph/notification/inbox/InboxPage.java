package io.heliograph.notification.inbox;

import java.util.List;
import java.util.Optional;

/**
 * A part of an inbox, newest first.
 *
 * @param unread of the whole inbox
 * @param next where the next page starts; empty on the last one
 */
public record InboxPage(List<InboxItem> items, long unread, Optional<InboxCursor> next) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public InboxPage {
        items = List.copyOf(items);
    }

    /** The page of at most {@code limit} items, given one item more if there is one. */
    public static InboxPage of(List<InboxItem> found, int limit, long unread) {
        if (found.size() <= limit) {
            return new InboxPage(found, unread, Optional.empty());
        }
        List<InboxItem> items = found.subList(0, limit);
        return new InboxPage(items, unread, Optional.of(InboxCursor.after(items.getLast())));
    }
}
