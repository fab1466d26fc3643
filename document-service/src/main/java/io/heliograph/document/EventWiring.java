package io.heliograph.document;

import io.heliograph.document.announcing.Announcer;
import io.heliograph.document.announcing.kafka.DocumentEvents;
import io.heliograph.document.announcing.kafka.EventWriter;
import io.heliograph.document.announcing.postgres.PostgresOutbox;
import io.heliograph.document.log.postgres.Database;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** Builds what tells other systems on Kafka. */
final class EventWiring {
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    @Produces
    @Singleton
    Producer<byte[], byte[]> producer(
            @Identifier("default-kafka-broker") Map<String, Object> common, DocumentConfig config) {
        return new KafkaClients(common, config).producer();
    }

    void close(@Disposes Producer<byte[], byte[]> producer) {
        producer.close(CLOSE_WITHIN);
    }

    @Produces
    @Singleton
    EventWriter events(Producer<byte[], byte[]> producer, DocumentConfig config) {
        return new EventWriter(producer, config.announcing().timeout());
    }

    @Produces
    @Singleton
    Announcer announcer(Database database, EventWriter events, DocumentConfig config) {
        DocumentConfig.Announcing announcing = config.announcing();
        return new Announcer(
                new PostgresOutbox(database), new DocumentEvents(events), announcing.quiet(), announcing.atMost());
    }
}
