package io.heliograph.feed.reading.http;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.feed.page.Cursor;
import io.heliograph.feed.page.CursorCodec;
import io.heliograph.feed.page.Window;
import io.heliograph.feed.problem.http.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes values of what a request says, or ends it with a problem. */
final class Asked {
    private Asked() {}

    static ChannelName feed(String id) {
        String name = "feed:" + id;
        if (!ChannelName.isValid(name)) {
            throw new ProblemException(ProblemCode.INVALID_CHANNEL, "a feed is the part of its channel after feed:");
        }
        return new ChannelName(name);
    }

    /** @param list what the cursors are for */
    static Window window(
            CursorCodec cursors,
            String user,
            String list,
            @Nullable String limit,
            @Nullable String after,
            @Nullable String before) {
        if (after != null && before != null) {
            throw new ProblemException(ProblemCode.MALFORMED, "send one of after and before");
        }
        String cursor = after == null ? before : after;
        if (cursor == null) {
            return Window.first(limit(limit));
        }
        Cursor from = cursor(cursors, user, list, cursor);
        return new Window(before != null, Optional.of(from.place()), limit(limit), from.open());
    }

    private static Cursor cursor(CursorCodec cursors, String user, String list, String cursor) {
        return cursors.decode(user, list, cursor)
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MALFORMED, "a cursor is next or previous of a page of the same list and user"));
    }

    static int limit(@Nullable String text) {
        if (text == null) {
            return Window.DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= Window.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException _) {
            // as one that is out of bounds
        }
        throw new ProblemException(ProblemCode.MALFORMED, "limit must be a number of 1 to " + Window.MAX_LIMIT);
    }
}
