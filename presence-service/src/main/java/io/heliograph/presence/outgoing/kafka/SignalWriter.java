package io.heliograph.presence.outgoing.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.presence.outgoing.Outgoing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes signals to {@code heliograph.signals}, and changed statuses to {@code heliograph.presence} as well. Blocks; safe for concurrent use. */
public final class SignalWriter {
    private static final String SOURCE = "/presence";

    private final AcknowledgedProducer producer;
    private final Duration within;

    /** @param within how long the acknowledgements of one call may take */
    public SignalWriter(AcknowledgedProducer producer, Duration within) {
        this.producer = producer;
        this.within = within;
    }

    /**
     * Returns when Kafka has acknowledged them, in their order per channel.
     *
     * @throws org.apache.kafka.common.KafkaException if it has not in time; telling again is safe
     */
    public void write(List<Outgoing> outgoing) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(outgoing.size() * 2);
        for (Outgoing one : outgoing) {
            records.add(signal(one));
            if (one.changedUser() != null && one.data() != null) {
                records.add(changed(one, one.changedUser(), one.data()));
            }
        }
        producer.write(records, within);
    }

    static ProducerRecord<byte[], byte[]> signal(Outgoing one) {
        var channel = new ChannelName(one.channel());
        SignalEvent signal = one.data() == null
                ? SignalEvent.removed(one.eventId(), SOURCE, one.type(), one.time(), channel, one.stateKey())
                : SignalEvent.latest(
                        one.eventId(),
                        SOURCE,
                        one.type(),
                        one.time(),
                        channel,
                        one.stateKey(),
                        JsonBytes.of(one.data()));
        return record(Topic.SIGNALS, one.channel(), signal.toCloudEvent());
    }

    static ProducerRecord<byte[], byte[]> changed(Outgoing one, String user, String data) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(one.eventId())
                .withSource(URI.create(SOURCE))
                .withType(EventType.PRESENCE_CHANGED)
                .withTime(one.time().atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                .build();
        return record(Topic.PRESENCE, user, event);
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic, String key, CloudEvent event) {
        return KafkaMessageFactory.createWriter(topic.topicName(), key.getBytes(StandardCharsets.UTF_8))
                .writeBinary(event);
    }
}
