package io.heliograph.feed.reading.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.feed.page.Aggregation;
import io.heliograph.feed.page.Cursor;
import io.heliograph.feed.page.CursorCodec;
import io.heliograph.feed.page.Part;
import io.heliograph.feed.page.Place;
import io.heliograph.feed.page.Window;
import io.heliograph.feed.reading.Grants;
import io.heliograph.feed.store.postgres.Item;
import java.util.List;
import java.util.Optional;

/**
 * A page as its reader gets it.
 *
 * @param grants what the reader may know: other feeds of an activity are not named
 */
record PageJson(CursorCodec cursors, Grants grants, ChannelName channel) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @param position of the channel, read before the items: whoever listens from there on misses nothing
     * @param grouped whether activities that belong together are shown as one
     */
    ObjectNode of(Part<Item> part, Window window, Position position, boolean grouped) {
        List<Item> items = part.items();
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode list = page.putArray("items");
        List<Aggregation.Open> open = List.of();
        if (grouped) {
            Aggregation.Grouping<Item> grouping = Aggregation.group(items, window.open());
            grouping.groups().forEach(group -> list.add(group(group)));
            open = grouping.open();
        } else {
            items.forEach(item -> list.add(form(item)));
        }
        Optional<Place> newest = items.stream().findFirst().map(Item::place);
        Optional<Place> oldest =
                items.isEmpty() ? Optional.empty() : Optional.of(items.getLast().place());
        Optional<Place> next = window.newer() ? oldest : part.more();
        Optional<Place> previous = window.newer() ? part.more().or(() -> newest) : newest;
        if (next.isPresent()) {
            page.put("next", cursor(new Cursor(next.get(), open)));
        }
        previous.ifPresent(place -> page.put("previous", cursor(Cursor.at(place))));
        return page.put("channel", channel.value()).put("position", position.toString());
    }

    private ObjectNode group(Aggregation.Group<Item> group) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.set("activity", form(group.items().getFirst()));
        ArrayNode actors = shown.putArray("actors");
        group.actors().forEach(item -> actors.add(form(item).path("actor")));
        shown.put("actorCount", group.actorCount());
        group.continues().ifPresent(id -> shown.put("continues", id.toString()));
        ArrayNode ids = shown.putArray("ids");
        group.items().forEach(item -> ids.add(item.id().toString()));
        return shown;
    }

    private String cursor(Cursor cursor) {
        return cursors.encode(grants.user(), channel.value(), cursor);
    }

    private boolean isKnown(String feed) {
        ChannelName name = new ChannelName("feed:" + feed);
        return name.equals(channel) || grants.mayKnow(name);
    }

    private JsonNode form(Item item) {
        try {
            return MAPPER.readTree(item.form(this::isKnown));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored activity is JSON", e);
        }
    }
}
