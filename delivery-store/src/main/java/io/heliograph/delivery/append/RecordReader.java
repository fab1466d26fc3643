package io.heliograph.delivery.append;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.delivery.deadletter.CloudEventReader;
import io.heliograph.delivery.deadletter.DeadLetter;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Decides whether a record of {@code heliograph.publications} is a publication that may be stored (docs/events.md §4). Safe for concurrent use. */
public final class RecordReader {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final PublicationReader publications;
    private final int partitionCount;

    /** What came of reading. */
    public sealed interface Reading {
        record Accepted(IncomingPublication publication) implements Reading {}

        record Refused(DeadLetter letter) implements Reading {}
    }

    /** @param partitionCount how many partitions the topic has, now and for ever */
    public RecordReader(ChannelKinds kinds, int partitionCount) {
        this.publications = new PublicationReader(kinds, Durability.DURABLE);
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
            case PublicationReader.Reading.Valid(PublicationEvent publication) -> placed(original, publication, now);
        };
    }

    private Reading placed(ConsumerRecord<byte[], byte[]> original, PublicationEvent event, Instant now) {
        byte[] channel = event.channel().value().getBytes(UTF_8);
        if (!Arrays.equals(channel, original.key())) {
            return refused(original, wrongPartition("the record's key must be the channel, " + event.channel()));
        }
        int partition = Utils.toPositive(Utils.murmur2(channel)) % partitionCount;
        if (partition != original.partition()) {
            return refused(
                    original,
                    wrongPartition(
                            "the channel's partition is %d of %d, by murmur2 (librdkafka: partitioner=murmur2_random)"
                                    .formatted(partition, partitionCount)));
        }
        String traceparent = event.traceparent() != null ? event.traceparent() : traceparentHeader(original);
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
                        traceparent,
                        event.data()),
                original));
    }

    /** The header of W3C Trace Context, for producers whose instrumentation writes it without knowing of CloudEvents. Anything else in it is not worth refusing a publication. */
    private static @Nullable String traceparentHeader(ConsumerRecord<byte[], byte[]> original) {
        Header header = original.headers().lastHeader(EventAttribute.TRACEPARENT);
        if (header == null || header.value() == null) {
            return null;
        }
        String value = new String(header.value(), UTF_8);
        return TRACEPARENT.matcher(value).matches() ? value : null;
    }

    private static Reading refused(ConsumerRecord<byte[], byte[]> original, Rejection rejection) {
        return new Reading.Refused(new DeadLetter(Topic.PUBLICATIONS, original, rejection));
    }

    private static Rejection wrongPartition(String hint) {
        return new Rejection(ProblemCode.WRONG_PARTITION, "", hint);
    }
}
