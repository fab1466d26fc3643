package io.heliograph.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one of Heliograph's own events touches beyond its source. Over HTTP a token has to grant that, too (docs/events.md §5). The data fits the type's schema. */
public final class EventReach {
    /** Says in the data that the event is for everyone who is signed in, as {@link #isForEveryone} finds. */
    public static final String EVERYONE_POINTER = "/audience/everyone";

    private static final List<String> CHANGED = List.of("/retracts/source", "/updates/source");

    private EventReach() {}

    public static boolean isForEveryone(JsonNode data) {
        return data.at(EVERYONE_POINTER).asBoolean();
    }

    /** Sources of the events that it takes back or updates, by the JSON Pointer to where it names them. */
    public static Map<String, String> changedSources(JsonNode data) {
        Map<String, String> sources = new LinkedHashMap<>();
        for (String pointer : CHANGED) {
            JsonNode source = data.at(pointer);
            if (source.isTextual()) {
                sources.put(pointer, source.textValue());
            }
        }
        return sources;
    }
}
