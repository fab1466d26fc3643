package io.heliograph.feed.activity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** An activity as screens get it, in pages and in publications alike. Nothing that the schema does not know goes through. */
public final class ScreenForm {
    private static final List<String> MEMBERS =
            List.of("actor", "verb", "object", "target", "content", "foreign_id", "data");

    /** ASCII: half of a surrogate pair, which JSON can escape, then does no harm in PostgreSQL or UTF-8. */
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** No time that can be stored is longer. */
    private static final Instant LONGEST_TIME = Instant.parse("2026-01-01T12:00:00.123456Z");

    private ScreenForm() {}

    static String of(UUID id, JsonNode data, Visibility visibility) {
        ObjectNode form = JsonNodeFactory.instance.objectNode().put("id", id.toString());
        MEMBERS.forEach(member -> {
            if (data.has(member)) {
                form.set(member, data.get(member));
            }
        });
        form.put("visibility", visibility.wireName());
        return text(form);
    }

    /**
     * The document with what depends on more than the event that made it: the time, which an update does not change, and the feeds that whoever gets it may know.
     *
     * @param feeds ids of feeds, which need no escaping
     */
    public static String of(String document, Instant time, Collection<String> feeds) {
        String list = feeds.isEmpty() ? "" : '"' + String.join("\",\"", feeds) + '"';
        return "{\"time\":\"" + time + "\",\"feeds\":[" + list + "]," + document.substring(1);
    }

    /** How large it can become as a publication. */
    static int maxBytes(Activity activity) {
        return of(activity.document(), LONGEST_TIME, activity.feeds()).length(); // it is ASCII
    }

    /** What is told of a removed one. */
    public static String removed(UUID id) {
        return "{\"id\":\"" + id + "\"}";
    }

    private static String text(JsonNode form) {
        try {
            return MAPPER.writeValueAsString(form);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
