package io.heliograph.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The Kafka key of Heliograph's own events, docs/events.md §2: events of one key stay in order. */
public final class EventKey {
    /** Of notifications for everyone. */
    public static final String EVERYONE = "everyone";

    private static final List<String> MEMBERS = List.of("/recipients/0", "/audience/followers", "/feeds/0");

    private EventKey() {}

    /**
     * The first recipient, the feed whose followers it is for, {@value #EVERYONE}, or the first feed.
     *
     * @param data fits the type's schema
     * @param otherwise the key of an event that names none of these, as its id
     */
    public static String of(JsonNode data, String otherwise) {
        for (String member : MEMBERS) {
            JsonNode value = data.at(member);
            if (value.isTextual()) {
                return value.textValue();
            }
        }
        return EventReach.isForEveryone(data) ? EVERYONE : otherwise;
    }
}
