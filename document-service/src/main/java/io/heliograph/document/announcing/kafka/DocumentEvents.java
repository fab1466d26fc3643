package io.heliograph.document.announcing.kafka;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.document.announcing.DocumentChange;
import io.heliograph.document.announcing.kafka.EventWriter.KeyedEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;

/** Writes changes to {@code heliograph.documents}. The id follows from document and sequence: whoever reads one twice knows. Blocks; safe for concurrent use. */
public final class DocumentEvents implements Consumer<List<DocumentChange>> {
    private static final URI SOURCE = URI.create("/documents");

    private final EventWriter writer;

    public DocumentEvents(EventWriter writer) {
        this.writer = writer;
    }

    /**
     * Returns when Kafka has acknowledged all of them.
     *
     * @throws KafkaException if it has not in time; writing them again is safe
     */
    @Override
    public void accept(List<DocumentChange> changes) {
        writer.write(
                Topic.DOCUMENTS,
                changes.stream()
                        .map(change -> new KeyedEvent(change.document().value(), event(change)))
                        .toList());
    }

    private static CloudEvent event(DocumentChange change) {
        return CloudEventBuilder.v1()
                .withId("%s:%d".formatted(change.document().value(), change.sequence()))
                .withSource(SOURCE)
                .withType(EventType.DOCUMENT_CHANGED)
                .withTime(change.at().atOffset(ZoneOffset.UTC))
                .withData("application/json", data(change).toString().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static ObjectNode data(DocumentChange change) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("document", change.document().value())
                .put("sequence", change.sequence())
                .put("bytes", change.bytes());
        ArrayNode actors = data.putArray("actors");
        change.actors().forEach(actors::add);
        return change.deleted() ? data.put("deleted", true) : data;
    }
}
