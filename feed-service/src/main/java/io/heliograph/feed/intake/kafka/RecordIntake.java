package io.heliograph.feed.intake.kafka;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.feed.activity.ActivityEventReader;
import io.heliograph.feed.activity.FeedEvent;
import io.heliograph.feed.activity.Outcome;
import io.heliograph.feed.activity.Reading;
import io.heliograph.feed.deadletter.kafka.DeadLetterWriter;
import io.heliograph.feed.measuring.micrometer.FeedMetrics;
import io.heliograph.feed.store.postgres.ActivityRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
    private final Runnable wake;
    private final FeedMetrics metrics;
    private final InstantSource clock;
    private final Duration publishWithin;

    /** @param wake called when there is something to be carried to timelines and channels */
    public RecordIntake(
            ActivityEventReader reader,
            ActivityRows activities,
            DeadLetterWriter deadLetters,
            Runnable wake,
            FeedMetrics metrics,
            InstantSource clock,
            Duration publishWithin) {
        this.reader = reader;
        this.activities = activities;
        this.deadLetters = deadLetters;
        this.wake = wake;
        this.metrics = metrics;
        this.clock = clock;
        this.publishWithin = publishWithin;
    }

    /** @throws RuntimeException when PostgreSQL or Kafka is away: the record is to be taken in again */
    void take(ConsumerRecord<byte[], byte[]> record) {
        switch (read(record)) {
            case Reading.Taken(FeedEvent event) -> {
                Outcome outcome = activities.apply(event);
                wake.run();
                metrics.taken(
                        outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                        Duration.between(Instant.ofEpochMilli(record.timestamp()), clock.instant()));
            }
            case Reading.Refused(Rejection rejection) -> {
                deadLetters.write(record, rejection, publishWithin);
                metrics.rejected(rejection.code());
            }
        }
    }

    private Reading read(ConsumerRecord<byte[], byte[]> record) {
        return switch (decoder.decode(record)) {
            case RecordDecoder.Decoding.Undecodable(Rejection rejection) -> new Reading.Refused(rejection);
            case RecordDecoder.Decoding.Event(CloudEvent event) -> read(record, event);
        };
    }

    private Reading read(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
        try {
            return reader.read(event, clock.instant());
        } catch (RuntimeException e) {
            // Reading asks nobody, so it would fail the same way for ever, and everything behind it would wait.
            LOG.errorf(
                    e,
                    "intake.unreadable topic=%s partition=%d offset=%d",
                    record.topic(),
                    record.partition(),
                    record.offset());
            return new Reading.Refused(new Rejection(
                    ProblemCode.INTERNAL_ERROR, "", "a defect of the service: send it again once that is mended"));
        }
    }
}
