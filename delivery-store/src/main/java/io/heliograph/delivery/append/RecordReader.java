package io.heliograph.delivery.append;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.delivery.deadletter.CloudEventReader;
import io.heliograph.delivery.deadletter.DeadLetter;
import io.heliograph.delivery.intake.ChannelRecord;
import io.heliograph.delivery.receipt.ReceiptWish;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decides whether a record of {@code heliograph.publications} is a publication that may be stored (docs/events.md §4). Safe for concurrent use. */
public final class RecordReader {
    private final PublicationReader publications;
    private final int partitionCount;

    /** What came of reading. */
    public sealed interface Reading {
        record Accepted(IncomingPublication publication) implements Reading {}

        record Refused(DeadLetter letter) implements Reading {}
    }

    /** @param partitionCount how many partitions the topic has, now and for ever */
    public RecordReader(ChannelKinds kinds, int partitionCount) {
        this.publications = new PublicationReader(kinds);
        this.partitionCount = partitionCount;
    }

    public Reading read(ConsumerRecord<byte[], byte[]> original, Instant now) {
        return switch (CloudEventReader.read(original)) {
            case CloudEventReader.Reading.Unreadable(Rejection rejection) -> refused(original, rejection);
            case CloudEventReader.Reading.Event(CloudEvent event) -> read(original, event, now);
        };
    }

    private Reading read(ConsumerRecord<byte[], byte[]> original, CloudEvent event, Instant now) {
        return switch (publications.read(event, now)) {
            case PublicationReader.Reading.Rejected(Rejection rejection) -> refused(original, rejection);
            case PublicationReader.Reading.Valid(PublicationEvent publication) ->
                placed(original, publication, ReceiptWish.of(event), now);
        };
    }

    private Reading placed(
            ConsumerRecord<byte[], byte[]> original, PublicationEvent event, ReceiptWish wish, Instant now) {
        Optional<Rejection> misplacement = ChannelRecord.misplacement(original, event.channel(), partitionCount);
        if (misplacement.isPresent()) {
            return refused(original, misplacement.get());
        }
        return new Reading.Accepted(new IncomingPublication(
                new PublicationEvent(
                        event.id(),
                        event.source(),
                        event.type(),
                        event.time(),
                        event.channel(),
                        event.collapseKey(),
                        Expiry.atThisClock(event, now),
                        event.priority(),
                        ChannelRecord.traceparent(original, event.traceparent()),
                        event.data()),
                original,
                wish));
    }

    private static Reading refused(ConsumerRecord<byte[], byte[]> original, Rejection rejection) {
        return new Reading.Refused(new DeadLetter(Topic.PUBLICATIONS, original, rejection));
    }
}
