package io.heliograph.document;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the client of Kafka, with the settings that the service's promises rest on.
 *
 * @param common where Kafka is and how to get in
 */
record KafkaClients(Map<String, Object> common, DocumentConfig config) {
    Producer<byte[], byte[]> producer() {
        int timeoutMillis = Math.toIntExact(config.announcing().timeout().toMillis());
        Map<String, Object> settings = new HashMap<>(common);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, config.podName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0); // what is told is waited for
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMillis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
