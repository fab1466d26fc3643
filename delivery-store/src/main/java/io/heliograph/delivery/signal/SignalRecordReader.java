package io.heliograph.delivery.signal;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.event.SignalReader;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.event.UserSource;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.deadletter.CloudEventReader;
import io.heliograph.delivery.deadletter.DeadLetter;
import io.heliograph.delivery.intake.ChannelRecord;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decides what a record of {@code heliograph.signals} is (docs/events.md §4). Safe for concurrent use. */
public final class SignalRecordReader {
    private final SignalReader signals;
    private final long generation;
    private final int partitionCount;

    /**
     * @param generation of the topic, the first part of every version
     * @param partitionCount how many partitions the topic has, now and for ever
     */
    public SignalRecordReader(ChannelKinds kinds, long generation, int partitionCount) {
        this.signals = new SignalReader(kinds);
        this.generation = generation;
        this.partitionCount = partitionCount;
    }

    public Incoming read(ConsumerRecord<byte[], byte[]> original, Instant now) {
        return switch (CloudEventReader.read(original)) {
            case CloudEventReader.Reading.Unreadable(Rejection rejection) -> refused(original, rejection);
            case CloudEventReader.Reading.Event(CloudEvent event) ->
                switch (signals.read(event, now)) {
                    case SignalReader.Reading.Rejected(Rejection rejection) -> refused(original, rejection);
                    case SignalReader.Reading.Valid(SignalEvent signal) -> placed(original, signal, now);
                };
        };
    }

    private Incoming placed(ConsumerRecord<byte[], byte[]> original, SignalEvent signal, Instant now) {
        Optional<Rejection> misplacement = ChannelRecord.misplacement(original, signal.channel(), partitionCount);
        if (misplacement.isPresent()) {
            return refused(original, misplacement.get());
        }
        String user = UserSource.user(signal.source()).orElse(null);
        String traceparent = ChannelRecord.traceparent(original, signal.traceparent());
        String key = signal.key();
        JsonBytes data = signal.data();
        if (key != null) {
            var state = new PodMessage.State(
                    signal.channel(),
                    key,
                    new Version(generation, original.offset()),
                    null,
                    signal.id(),
                    signal.type(),
                    signal.time(),
                    user,
                    traceparent,
                    data);
            return new Incoming.Latest(state, original);
        }
        Instant expiresAt = expiry(signal.time(), signal.expiresAt(), now);
        if (data == null || !expiresAt.isAfter(now)) {
            return new Incoming.Outdated();
        }
        return new Incoming.Transient(new PodMessage.Transient(
                signal.channel(), signal.id(), signal.type(), signal.time(), expiresAt, user, traceparent, data));
    }

    /** Ten seconds after it happened, or earlier; a producer's clock that is ahead prolongs nothing. */
    private static Instant expiry(Instant time, @Nullable Instant wanted, Instant now) {
        Instant start = time.isAfter(now) ? now : time;
        Instant latest = start.plus(ProtocolLimits.TRANSIENT_LIFE);
        return wanted != null && wanted.isBefore(latest) ? wanted : latest;
    }

    private static Incoming refused(ConsumerRecord<byte[], byte[]> original, Rejection rejection) {
        return new Incoming.Refused(new DeadLetter(Topic.SIGNALS, original, rejection));
    }
}
