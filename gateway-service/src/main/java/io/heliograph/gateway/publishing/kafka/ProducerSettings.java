package io.heliograph.gateway.publishing.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the gateway's producer is told, over what {@code kafka.*} says. The partitioner stays the default: murmur2 of the key. */
final class ProducerSettings {
    private static final int LINGER_MILLIS = 3;
    private static final Duration MAX_REQUEST = Duration.ofSeconds(10);
    /** Only the sender's own thread waits so long, for the topic's partitions to be known. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(2);

    private ProducerSettings() {}

    /** @param timeout after which an event that Kafka did not acknowledge has failed */
    static Map<String, Object> of(Map<String, Object> kafka, Duration timeout) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "heliograph-gateway");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(timeout));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(shorter(timeout.dividedBy(2), MAX_REQUEST)));
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(shorter(timeout, MAX_BLOCK)));
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return settings;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
