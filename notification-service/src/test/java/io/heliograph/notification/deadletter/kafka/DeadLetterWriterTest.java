package io.heliograph.notification.deadletter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.publishing.kafka.AcknowledgedProducer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeadLetterWriterTest {
    private static final Rejection REJECTION = new Rejection(ProblemCode.SCHEMA_VIOLATION, "/title", "give it a title");
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Test
    void keepsTheRecordAndSaysWhyAndWhereItStood() {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        ConsumerRecord<byte[], byte[]> record = record();
        record.headers().add("ce_id", bytes("1"));

        new DeadLetterWriter(new AcknowledgedProducer(producer)).write(record, REJECTION, AT_ONCE);

        ProducerRecord<byte[], byte[]> letter = producer.history().getFirst();
        assertThat(letter.topic()).isEqualTo("heliograph.notifications.dead-letters");
        assertThat(letter.key()).isEqualTo(bytes("ann"));
        assertThat(letter.value()).isEqualTo(bytes("{}"));
        assertThat(texts(letter.headers()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_id", "1",
                        "heliograph-error-code", "schema_violation",
                        "heliograph-error-pointer", "/title",
                        "heliograph-hint", "give it a title",
                        "dead-letter-reason", "The data does not fit its type's schema",
                        "dead-letter-topic", "heliograph.notifications",
                        "dead-letter-partition", "3",
                        "dead-letter-offset", "42"));
    }

    @Test
    void replacesTheReasonOfAnEarlierLife() {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        ConsumerRecord<byte[], byte[]> record = record();
        record.headers().add("heliograph-hint", bytes("an old one"));

        new DeadLetterWriter(new AcknowledgedProducer(producer)).write(record, REJECTION, AT_ONCE);

        Headers headers = producer.history().getFirst().headers();
        assertThat(headers.headers("heliograph-hint")).hasSize(1);
        assertThat(texts(headers)).containsEntry("heliograph-hint", "give it a title");
    }

    @Test
    void leavesTheContentBehindWhenTheLetterWouldBeTooLarge() {
        var producer = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                return record.value() == null
                        ? super.send(record)
                        : CompletableFuture.failedFuture(new RecordTooLargeException());
            }
        };

        new DeadLetterWriter(new AcknowledgedProducer(producer)).write(record(), REJECTION, AT_ONCE);

        ProducerRecord<byte[], byte[]> letter = producer.history().getFirst();
        assertThat(letter.value()).isNull();
        assertThat(texts(letter.headers()))
                .containsEntry("heliograph-error-code", "schema_violation")
                .containsEntry("dead-letter-offset", "42");
    }

    private static ConsumerRecord<byte[], byte[]> record() {
        return new ConsumerRecord<>("heliograph.notifications", 3, 42, bytes("ann"), bytes("{}"));
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
