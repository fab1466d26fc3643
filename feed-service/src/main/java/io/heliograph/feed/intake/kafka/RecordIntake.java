package io.heliograph.feed.intake.kafka;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.feed.activity.ActivityEventReader;
import io.heliograph.feed.activity.FeedEvent;
import io.heliograph.feed.activity.Outcome;
import io.heliograph.feed.activity.Reading;
import io.heliograph.feed.activity.Traceparent;
import io.heliograph.feed.deadletter.kafka.DeadLetterWriter;
import io.heliograph.feed.defect.Defect;
import io.heliograph.feed.measuring.micrometer.FeedMetrics;
import io.heliograph.feed.receipt.Receipt;
import io.heliograph.feed.receipt.Receipts;
import io.heliograph.feed.store.postgres.ActivityRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;

/**
 * Takes in one record, and returns when what follows from it is committed, the telling included; timelines come later. Doing it again changes nothing. Blocks;
 * safe for concurrent use.
 */
public final class RecordIntake {
    private static final Logger LOG = Logger.getLogger(RecordIntake.class);

    private final RecordDecoder decoder = new RecordDecoder();
    private final ActivityEventReader reader;
    private final ActivityRows activities;
    private final DeadLetterWriter deadLetters;
    private final Receipts receipts;
    private final Runnable wake;
    private final FeedMetrics metrics;
    private final InstantSource clock;
    private final Duration publishWithin;

    /** @param wake called when there is something to be carried to timelines and channels */
    public RecordIntake(
            ActivityEventReader reader,
            ActivityRows activities,
            DeadLetterWriter deadLetters,
            Receipts receipts,
            Runnable wake,
            FeedMetrics metrics,
            InstantSource clock,
            Duration publishWithin) {
        this.reader = reader;
        this.activities = activities;
        this.deadLetters = deadLetters;
        this.receipts = receipts;
        this.wake = wake;
        this.metrics = metrics;
        this.clock = clock;
        this.publishWithin = publishWithin;
    }

    /**
     * A record that runs into a mistake of the program is set aside: it would do so for ever, and everything behind it would wait.
     *
     * @throws RuntimeException when PostgreSQL or Kafka is away: the record is to be taken in again
     */
    public void take(ConsumerRecord<byte[], byte[]> record) {
        switch (decoder.decode(record)) {
            case RecordDecoder.Decoding.Undecodable(Rejection rejection) -> setAside(record, rejection);
            case RecordDecoder.Decoding.Event(CloudEvent event) -> take(record, event);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
        switch (read(record, event)) {
            case Reading.Taken(FeedEvent taken) -> apply(record, event, taken);
            case Reading.Refused(Rejection rejection) -> refuse(record, event, rejection);
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record, CloudEvent event, FeedEvent taken) {
        Outcome outcome;
        try {
            outcome = activities.apply(taken, traceparent(record, event).orElse(null));
        } catch (RuntimeException e) {
            if (!Defect.isOne(e)) {
                throw e;
            }
            refuse(record, event, defect(record, e));
            return;
        }
        wake.run();
        Receipt.accepted(event, clock.instant()).ifPresent(receipts::send);
        metrics.taken(
                outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                Duration.between(Instant.ofEpochMilli(record.timestamp()), clock.instant()));
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, CloudEvent event, Rejection rejection) {
        setAside(record, rejection);
        Receipt.rejected(event, rejection, clock.instant()).ifPresent(receipts::send);
    }

    private void setAside(ConsumerRecord<byte[], byte[]> record, Rejection rejection) {
        deadLetters.write(record, rejection, publishWithin);
        metrics.rejected(rejection.code());
    }

    /** Of the event, else of the record, where instrumentation writes it that knows nothing of CloudEvents. */
    private static Optional<String> traceparent(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
        Header header = record.headers().lastHeader(EventAttribute.TRACEPARENT);
        String ofRecord =
                header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        return Traceparent.of(event.getExtension(EventAttribute.TRACEPARENT)).or(() -> Traceparent.of(ofRecord));
    }

    private Reading read(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
        try {
            return reader.read(event, clock.instant());
        } catch (RuntimeException e) {
            // Reading asks nobody, so it would fail the same way for ever, and everything behind it would wait.
            return new Reading.Refused(defect(record, e));
        }
    }

    private static Rejection defect(ConsumerRecord<byte[], byte[]> record, RuntimeException failure) {
        LOG.errorf(
                failure,
                "intake.defect topic=%s partition=%d offset=%d",
                record.topic(),
                record.partition(),
                record.offset());
        return new Rejection(
                ProblemCode.INTERNAL_ERROR, "", "a defect of the service: send it again once that is mended");
    }
}
