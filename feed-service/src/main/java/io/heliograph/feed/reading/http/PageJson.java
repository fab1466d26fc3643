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
import io.heliograph.feed.page.CursorCodec;
import io.heliograph.feed.page.Window;
import io.heliograph.feed.store.postgres.Item;
import java.util.List;

/** A page as its reader gets it. */
record PageJson(CursorCodec cursors, String user, ChannelName channel) {
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * @param position of the channel, read before the items: whoever listens from there on misses nothing
     * @param grouped whether activities that belong together are shown as one
     */
    ObjectNode of(List<Item> items, Window window, Position position, boolean grouped) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        ArrayNode list = page.putArray("items");
        if (grouped) {
            Aggregation.groups(items).forEach(group -> list.add(group(group)));
        } else {
            items.forEach(item -> list.add(form(item)));
        }
        boolean full = items.size() == window.limit();
        if (!items.isEmpty() && (full || window.newer())) {
            page.put("next", cursor(items.getLast()));
        }
        if (!items.isEmpty()) {
            page.put("previous", cursor(items.getFirst()));
        }
        return page.put("channel", channel.value()).put("position", position.toString());
    }

    private static ObjectNode group(Aggregation.Group<Item> group) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.set("activity", form(group.items().getFirst()));
        ArrayNode actors = shown.putArray("actors");
        group.actors().forEach(item -> actors.add(form(item).path("actor")));
        shown.put("actorCount", group.actorCount());
        ArrayNode ids = shown.putArray("ids");
        group.items().forEach(item -> ids.add(item.id().toString()));
        return shown;
    }

    private String cursor(Item item) {
        return cursors.encode(user, channel.value(), item.place());
    }

    private static JsonNode form(Item item) {
        try {
            return MAPPER.readTree(item.form());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored activity is JSON", e);
        }
    }
}
