package io.heliograph.feed.publishing.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.feed.activity.NamedUuid;
import io.heliograph.feed.store.postgres.Outbox;
import io.heliograph.feed.store.postgres.UnseenRows;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Tells channels of changes, and timelines how much is unseen. Ids follow from the event and the channel: what is told twice takes one offset. Blocks; safe
 * for concurrent use.
 */
public final class ActivityWriter {
    private static final String SOURCE = "/feeds";
    private static final String UNSEEN_TYPE = "io.heliograph.unseen.v1";
    private static final String UNSEEN_KEY = "unseen";

    private final AcknowledgedProducer producer;
    private final Duration within;

    /** @param within how long the acknowledgements of one call may take */
    public ActivityWriter(AcknowledgedProducer producer, Duration within) {
        this.producer = producer;
        this.within = within;
    }

    /**
     * Returns when Kafka has acknowledged them, in their order per channel.
     *
     * @throws org.apache.kafka.common.KafkaException if it has not in time; telling again is safe
     */
    public void tell(List<Outbox.Entry> entries) {
        producer.write(entries.stream().flatMap(ActivityWriter::publication).toList(), within);
    }

    /** As {@link #tell}. */
    public void tellUnseen(List<UnseenRows.Due> due, Instant now) {
        producer.write(due.stream().flatMap(one -> unseen(one, now)).toList(), within);
    }

    static Stream<ProducerRecord<byte[], byte[]>> publication(Outbox.Entry entry) {
        Optional<ChannelName> channel = entry.feed() == null
                ? timeline(Objects.requireNonNull(entry.user()))
                : Optional.of(new ChannelName("feed:" + entry.feed()));
        String type = entry.operation().type();
        return channel
                .map(name -> new PublicationEvent(
                        NamedUuid.of(entry.causeSource(), entry.causeId(), type, name.value())
                                .toString(),
                        SOURCE,
                        type,
                        entry.time(),
                        name,
                        null,
                        null,
                        Priority.NORMAL,
                        entry.traceparent(),
                        JsonBytes.of(entry.document())))
                .map(event -> record(Topic.PUBLICATIONS, event.channel(), event.toCloudEvent()))
                .stream();
    }

    private static Stream<ProducerRecord<byte[], byte[]>> unseen(UnseenRows.Due due, Instant now) {
        return timeline(due.user())
                .map(channel -> SignalEvent.latest(
                        NamedUuid.of(UNSEEN_KEY, due.user(), Long.toString(due.number()))
                                .toString(),
                        SOURCE,
                        UNSEEN_TYPE,
                        now,
                        channel,
                        UNSEEN_KEY,
                        JsonBytes.of(due.unseen().json())))
                .map(event -> record(Topic.SIGNALS, event.channel(), event.toCloudEvent()))
                .stream();
    }

    /** Empty for a subject that, encoded, is too long for a channel: it has none to be told on. */
    private static Optional<ChannelName> timeline(String user) {
        try {
            return Optional.of(ChannelName.of("timeline", user));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Topic topic, ChannelName channel, CloudEvent event) {
        return KafkaMessageFactory.createWriter(
                        topic.topicName(), channel.value().getBytes(StandardCharsets.UTF_8))
                .writeBinary(event);
    }
}
