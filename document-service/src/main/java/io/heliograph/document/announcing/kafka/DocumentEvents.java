package io.heliograph.document.announcing.kafka;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.document.announcing.DocumentChange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes changes to {@code heliograph.documents}. The id follows from document and sequence: whoever reads one twice knows. Blocks; safe for concurrent use. */
public final class DocumentEvents implements Consumer<List<DocumentChange>> {
    private static final URI SOURCE = URI.create("/documents");

    private final Producer<byte[], byte[]> producer;
    private final Duration within;

    /** @param producer idempotent, with {@code acks=all} */
    public DocumentEvents(Producer<byte[], byte[]> producer, Duration within) {
        this.producer = producer;
        this.within = within;
    }

    /**
     * Returns when Kafka has acknowledged all of them.
     *
     * @throws KafkaException if it has not in time; writing them again is safe
     */
    @Override
    public void accept(List<DocumentChange> changes) {
        List<Future<RecordMetadata>> sent =
                changes.stream().map(change -> producer.send(record(change))).toList();
        long deadlineNanos = System.nanoTime() + within.toNanos();
        sent.forEach(future -> await(future, deadlineNanos - System.nanoTime()));
    }

    private static ProducerRecord<byte[], byte[]> record(DocumentChange change) {
        String document = change.document().value();
        CloudEvent event = CloudEventBuilder.v1()
                .withId("%s:%d".formatted(document, change.sequence()))
                .withSource(SOURCE)
                .withType(EventType.DOCUMENT_CHANGED)
                .withTime(change.at().atOffset(ZoneOffset.UTC))
                .withData("application/json", data(change).toString().getBytes(StandardCharsets.UTF_8))
                .build();
        return KafkaMessageFactory.createWriter(Topic.DOCUMENTS.topicName(), document.getBytes(StandardCharsets.UTF_8))
                .writeBinary(event);
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

    private static void await(Future<RecordMetadata> future, long nanos) {
        try {
            future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no acknowledgement in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
