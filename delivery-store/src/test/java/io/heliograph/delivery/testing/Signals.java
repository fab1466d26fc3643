package io.heliograph.delivery.testing;

import static io.heliograph.delivery.testing.Events.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.wire.PodMessage;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Signals, the records they come in, and what becomes of them. */
public final class Signals {
    private Signals() {}

    public static SignalEvent latest(String id, String channel, String key) {
        return SignalEvent.latest(
                id, "/users/ann", "score", NOON, new ChannelName(channel), key, JsonBytes.of("\"" + id + "\""));
    }

    public static SignalEvent removed(String id, String channel, String key) {
        return SignalEvent.removed(id, "/shop", "score", NOON, new ChannelName(channel), key);
    }

    public static SignalEvent transientSignal(String id, String channel, Instant time) {
        return SignalEvent.transientSignal(
                id, "/shop", "typing", time, new ChannelName(channel), JsonBytes.of("\"" + id + "\""));
    }

    /** A record of partition 0 as it is received. */
    public static ConsumerRecord<byte[], byte[]> received(long offset, SignalEvent signal) {
        ProducerRecord<byte[], byte[]> sent = sent(signal);
        byte[] value = sent.value();
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                sent.key().length,
                value == null ? 0 : value.length,
                sent.key(),
                value,
                sent.headers(),
                Optional.empty());
    }

    /** A record as its producer sends it. */
    public static ProducerRecord<byte[], byte[]> sent(SignalEvent signal) {
        ProducerRecord<byte[], byte[]> written = KafkaMessageFactory.<byte[]>createWriter(
                        Topic.SIGNALS.topicName(),
                        null,
                        null,
                        signal.channel().value().getBytes(UTF_8))
                .writeBinary(signal.toCloudEvent());
        return new ProducerRecord<>(written.topic(), null, written.key(), written.value(), written.headers());
    }

    public static PodMessage.State state(String channel, String key, long number, @Nullable String json) {
        return new PodMessage.State(
                new ChannelName(channel),
                key,
                new Version(1, number),
                null,
                "id" + number,
                "score",
                NOON,
                "ann",
                null,
                json == null ? null : JsonBytes.of(json));
    }
}
