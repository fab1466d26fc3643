package io.heliograph.client.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.client.event.EventCheck;
import io.heliograph.client.event.OutgoingEvent;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Emits the events of one source: checked before they are sent, to the right topic under the right key, in binary mode (docs/events.md §1). Choose the id of an event
 * before the first attempt and keep it: the same source and id take effect once (§8). Safe for concurrent use.
 *
 * <pre>{@code
 * try (var emitter = HeliographEmitter.connect("localhost:19092", URI.create("/shop/orders"))) {
 *     emitter.notification("order-4711:shipped").to("42").title("On its way").url("/orders/4711").send().join();
 * }
 * }</pre>
 */
public final class HeliographEmitter implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final URI source;
    private final InstantSource clock;
    private final EventCheck check;

    /** With a producer that writes to all replicas, is idempotent, and has Kafka's own partitioner; it is closed with the emitter. */
    HeliographEmitter(Producer<byte[], byte[]> producer, URI source, InstantSource clock) {
        this.producer = producer;
        this.source = source;
        this.clock = clock;
        this.check = new EventCheck(clock);
    }

    /** @param source of all events: the producing service, a URI reference like {@code /shop/orders} */
    public static HeliographEmitter connect(String bootstrapServers, URI source) {
        return connect(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), source);
    }

    /**
     * @param configuration of the producer: addresses, security, timeouts. What makes events safe and finds their partition is set here
     * @throws IllegalArgumentException when it names a partitioner: a publication outside the partition of its channel is a dead letter
     */
    public static HeliographEmitter connect(Map<String, Object> configuration, URI source) {
        Object partitioner = configuration.get(ProducerConfig.PARTITIONER_CLASS_CONFIG);
        if (partitioner != null) {
            throw new IllegalArgumentException("partitioner.class must be left out, is " + partitioner);
        }
        return new HeliographEmitter(
                new KafkaProducer<>(
                        producerConfiguration(configuration), new ByteArraySerializer(), new ByteArraySerializer()),
                source,
                InstantSource.system());
    }

    static Map<String, Object> producerConfiguration(Map<String, Object> given) {
        Map<String, Object> configuration = new HashMap<>(given);
        configuration.put(ProducerConfig.ACKS_CONFIG, "all");
        configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        configuration.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, false);
        return configuration;
    }

    public NotificationDraft notification(String id) {
        return new NotificationDraft(this, event(id, EventType.NOTIFICATION));
    }

    /** Takes a notification of this source back, by its id. */
    public NotificationRetractionDraft notificationRetraction(String id, String retracted) {
        return new NotificationRetractionDraft(this, event(id, EventType.NOTIFICATION_RETRACTED))
                .retracts(source.toString(), retracted);
    }

    public ActivityDraft activity(String id) {
        return new ActivityDraft(this, event(id, EventType.ACTIVITY));
    }

    /** Takes an activity of this source back, by its id. */
    public ActivityRetractionDraft activityRetraction(String id, String retracted) {
        return new ActivityRetractionDraft(this, event(id, EventType.ACTIVITY_RETRACTED))
                .retracts(source.toString(), retracted);
    }

    /** For whoever is subscribed, also later. The type is the team's own. */
    public ChannelDraft publication(String id, ChannelName channel, String type) {
        return new ChannelDraft(this, event(id, type), channel);
    }

    /** The newest value of a key of the channel's state. Without data the key is removed. */
    public ChannelDraft latest(String id, ChannelName channel, String key, String type) {
        return new ChannelDraft(this, event(id, type), channel)
                .with(EventAttribute.DURABILITY, Durability.LATEST.wireName())
                .with(EventAttribute.STATE_KEY, key);
    }

    /** For those who are subscribed now. */
    public ChannelDraft transientSignal(String id, ChannelName channel, String type) {
        return new ChannelDraft(this, event(id, type), channel)
                .with(EventAttribute.DURABILITY, Durability.TRANSIENT.wireName());
    }

    /** Waits until everything that was sent is answered, or has timed out. */
    @Override
    public void close() {
        producer.close();
    }

    CompletableFuture<Accepted> send(CloudEvent event) {
        ProducerRecord<byte[], byte[]> message = message(check.check(event));
        var accepted = new CompletableFuture<Accepted>();
        try {
            var _ = producer.send(message, (written, failure) -> {
                if (failure == null) {
                    accepted.complete(
                            new Accepted(event.getId(), written.topic(), written.partition(), written.offset()));
                } else {
                    accepted.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            accepted.completeExceptionally(e);
        }
        return accepted;
    }

    private CloudEventBuilder event(String id, String type) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(source)
                .withType(type)
                .withTime(clock.instant().atOffset(ZoneOffset.UTC));
    }

    /** In the Kafka binding's binary mode (CloudEvents 1.0): the attributes are headers. */
    private static ProducerRecord<byte[], byte[]> message(OutgoingEvent outgoing) {
        CloudEvent event = outgoing.event();
        CloudEventData data = event.getData();
        var message = new ProducerRecord<>(
                outgoing.topic().topicName(), bytes(outgoing.key()), data == null ? null : data.toBytes());
        for (String name : event.getAttributeNames()) {
            String header = name.equals("datacontenttype") ? "content-type" : "ce_" + name;
            message.headers()
                    .add(
                            header,
                            bytes(Objects.requireNonNull(event.getAttribute(name))
                                    .toString()));
        }
        for (String name : event.getExtensionNames()) {
            message.headers()
                    .add(
                            "ce_" + name,
                            bytes(Objects.requireNonNull(event.getExtension(name))
                                    .toString()));
        }
        return message;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
