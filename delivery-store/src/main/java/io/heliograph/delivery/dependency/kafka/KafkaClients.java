package io.heliograph.delivery.dependency.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes clients from the installation's connection settings ({@code kafka.*}) and what must not be changed. */
public final class KafkaClients {
    private static final String PUBLICATIONS_GROUP = "delivery-store";
    /** Its offsets say how far {@code heliograph.signals} was delivered. */
    public static final String SIGNALS_GROUP = "delivery-store-signals";

    private static final String ACKNOWLEDGEMENTS_GROUP = "delivery-store-acknowledgements";
    private static final int SESSION_TIMEOUT_MS = 10_000;

    private final Map<String, Object> connection;

    /** @param connection bootstrap servers, security and the like */
    public KafkaClients(Map<String, Object> connection) {
        this.connection = Map.copyOf(connection);
    }

    /** Where it goes on is decided by the checkpoint in the database and by nothing else: no committed offsets, no reset. */
    public Consumer<byte[], byte[]> publicationConsumer() {
        return keyed(PUBLICATIONS_GROUP);
    }

    /** Its workers say where it goes on. */
    public Consumer<byte[], byte[]> signalConsumer() {
        return keyed(SIGNALS_GROUP);
    }

    private Consumer<byte[], byte[]> keyed(String group) {
        Map<String, Object> settings = consumer(group, "none");
        // A partition that is paused while its batch commits is not in the fetch under way; this bounds how long it
        // waits for that one to end.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        return new KafkaConsumer<>(settings);
    }

    public Consumer<byte[], byte[]> acknowledgementConsumer() {
        return new KafkaConsumer<>(consumer(ACKNOWLEDGEMENTS_GROUP, "earliest"));
    }

    public Producer<byte[], byte[]> deadLetterProducer() {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        return new KafkaProducer<>(settings);
    }

    /** Gives up on one after a while: a receipt is a courtesy. */
    public Producer<byte[], byte[]> receiptProducer() {
        return deadLetterProducer();
    }

    public Admin admin() {
        return Admin.create(connection);
    }

    /** The classic protocol, because there the client, and not the broker, says after how long a silent owner is replaced. */
    private Map<String, Object> consumer(String group, String reset) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MS / 3);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, reset);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return settings;
    }
}
