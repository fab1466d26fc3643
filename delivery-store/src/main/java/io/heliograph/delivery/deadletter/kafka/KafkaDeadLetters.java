package io.heliograph.delivery.deadletter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.contracts.event.DeadLetterHeader;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.delivery.deadletter.DeadLetter;
import io.heliograph.delivery.deadletter.DeadLetters;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Writes dead letters to {@code <topic>.dead-letters}: original key, value and headers, and the headers of {@link DeadLetterHeader}. Safe for concurrent use. */
public final class KafkaDeadLetters implements DeadLetters {
    private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);

    private final Supplier<Producer<byte[], byte[]>> newProducer;
    private final MeterRegistry meters;
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param newProducer called when the first dead letter is written, and again when it threw */
    public KafkaDeadLetters(Supplier<Producer<byte[], byte[]>> newProducer, MeterRegistry meters) {
        this.newProducer = newProducer;
        this.meters = meters;
    }

    @Override
    public void write(List<DeadLetter> letters) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (DeadLetter letter : letters) {
            sent.add(send(letter, letter.original().value()));
        }
        for (int i = 0; i < letters.size(); i++) {
            awaitOrSendWithoutValue(letters.get(i), sent.get(i));
        }
    }

    private void awaitOrSendWithoutValue(DeadLetter letter, Future<RecordMetadata> sent) {
        try {
            await(sent);
        } catch (RecordTooLargeException e) {
            // With our headers it no longer fits the topic. Where it came from is in the headers, so it can still be
            // found.
            await(send(letter, null));
        }
        count(letter);
    }

    private Future<RecordMetadata> send(DeadLetter letter, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> original = letter.original();
        try {
            return producer()
                    .send(new ProducerRecord<>(
                            letter.topic().deadLetters(), null, null, original.key(), value, headers(letter)));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw new DependencyException(Dependency.KAFKA, e);
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> made = producer;
        if (made == null) {
            made = newProducer.get();
            producer = made;
        }
        return made;
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException tooLarge) {
                throw tooLarge;
            }
            throw DependencyException.unwrapped(Dependency.KAFKA, e);
        }
    }

    private static Headers headers(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> original = letter.original();
        Rejection rejection = letter.rejection();
        var headers = new RecordHeaders(original.headers().toArray());
        headers.add(DeadLetterHeader.ERROR_CODE, rejection.code().wireName().getBytes(UTF_8));
        headers.add(DeadLetterHeader.ERROR_POINTER, rejection.pointer().getBytes(UTF_8));
        headers.add(DeadLetterHeader.HINT, rejection.hint().getBytes(UTF_8));
        headers.add(DeadLetterHeader.REASON, rejection.code().title().getBytes(UTF_8));
        headers.add(DeadLetterHeader.TOPIC, original.topic().getBytes(UTF_8));
        headers.add(
                DeadLetterHeader.PARTITION,
                Integer.toString(original.partition()).getBytes(UTF_8));
        headers.add(DeadLetterHeader.OFFSET, Long.toString(original.offset()).getBytes(UTF_8));
        return headers;
    }

    private void count(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> original = letter.original();
        String reason = letter.rejection().code().wireName();
        meters.counter("heliograph.dead.letters", "topic", original.topic(), "reason", reason)
                .increment();
        LOG.warnf(
                "deadletter.written topic=%s partition=%d offset=%d reason=%s",
                original.topic(), original.partition(), original.offset(), reason);
    }
}
