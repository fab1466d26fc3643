package io.heliograph.document.membership.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.document.announcing.kafka.EventWriter;
import io.heliograph.document.announcing.kafka.EventWriter.KeyedEvent;
import io.heliograph.document.membership.MembershipEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Writes to {@code heliograph.memberships}, docs/events.md §7. Blocks; safe for concurrent use. */
public final class MembershipEvents implements Consumer<List<MembershipEvent>> {
    private final EventWriter writer;
    private final String pod;
    private final URI source;

    /** @param pod the name of this process, under which it has its lease */
    public MembershipEvents(EventWriter writer, String pod) {
        this.writer = writer;
        this.pod = pod;
        source = URI.create("/documents/" + pod);
    }

    /**
     * Returns when Kafka has acknowledged all of them.
     *
     * @throws KafkaException if it has not in time; writing them again in the same order is safe
     */
    @Override
    public void accept(List<MembershipEvent> events) {
        writer.write(
                Topic.MEMBERSHIPS,
                events.stream()
                        .map(event -> new KeyedEvent(event.channel().value(), cloudEvent(event)))
                        .toList());
    }

    private CloudEvent cloudEvent(MembershipEvent event) {
        return CloudEventBuilder.v1()
                .withId(event.connection() + ':' + event.number())
                .withSource(source)
                .withType(type(event))
                .withTime(event.at().atOffset(ZoneOffset.UTC))
                .withData("application/json", data(event).toString().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static String type(MembershipEvent event) {
        return switch (event.change()) {
            case ENTERED -> EventType.MEMBERSHIP_ENTERED;
            case UPDATED -> EventType.MEMBERSHIP_UPDATED;
            case LEFT -> EventType.MEMBERSHIP_LEFT;
        };
    }

    private ObjectNode data(MembershipEvent event) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("channel", event.channel().value())
                .put("user", event.user())
                .put("connection", event.connection())
                .put("pod", pod)
                .put("at", event.at().toString());
        if (event.change() == MembershipEvent.Change.LEFT) {
            return data.put("cause", "closed");
        }
        data.putObject("data").put("access", event.access().wireName());
        return data;
    }
}
