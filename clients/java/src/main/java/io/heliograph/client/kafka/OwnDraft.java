package io.heliograph.client.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventAttribute;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** An event of one of Heliograph's own types: its data has a schema, docs/events.md §3. */
public abstract sealed class OwnDraft<D extends OwnDraft<D>> extends Draft<D>
        permits NotificationDraft, NotificationRetractionDraft, ActivityDraft, ActivityRetractionDraft {
    private final ObjectNode data = JsonNodeFactory.instance.objectNode();

    OwnDraft(HeliographEmitter emitter, CloudEventBuilder event) {
        super(emitter, event);
    }

    /** What is to stay in order: the Kafka key. By default the first recipient, the feed whose followers it is for, {@code everyone}, or the first feed. */
    public D key(String key) {
        return with(EventAttribute.PARTITION_KEY, key);
    }

    /** Whatever else the schema allows: sets members of the data. */
    public D data(Consumer<ObjectNode> members) {
        members.accept(data);
        return self();
    }

    D put(String member, String value) {
        data.put(member, value);
        return self();
    }

    /** Adds to a list. */
    D add(String member, String... values) {
        var list = data.withArrayProperty(member);
        for (String value : values) {
            list.add(value);
        }
        return self();
    }

    /** In place of recipients. */
    D followersOf(String feed) {
        return data(data -> data.putObject("audience").put("followers", feed));
    }

    /** In place of recipients. */
    D everyone() {
        return data(data -> data.putObject("audience").put("everyone", true));
    }

    D retracts(String source, String id) {
        return data(data -> data.putObject("retracts").put("source", source).put("id", id));
    }

    @Override
    byte[] data() {
        return data.toString().getBytes(StandardCharsets.UTF_8);
    }
}
