package io.heliograph.document;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.document.announcing.Announcer;
import io.heliograph.document.announcing.kafka.DocumentEvents;
import io.heliograph.document.announcing.kafka.EventWriter;
import io.heliograph.document.announcing.postgres.PostgresOutbox;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.membership.DocumentChannels;
import io.heliograph.document.membership.Members;
import io.heliograph.document.membership.MembershipRelay;
import io.heliograph.document.membership.kafka.MembershipEvents;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
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

    @Produces
    @Singleton
    Members members(InstantSource clock, DocumentConfig config) {
        ChannelKinds kinds = ChannelKinds.load(config.kindsFile());
        return new Members(
                new DocumentChannels(kinds), clock, () -> UUID.randomUUID().toString());
    }

    @Produces
    @Singleton
    MembershipRelay memberships(Members members, EventWriter events, Rooms rooms, MeterRegistry registry) {
        MembershipRelay relay = new MembershipRelay(members, new MembershipEvents(events, rooms.pod()));
        Gauge.builder("heliograph.document.memberships.waiting", relay, MembershipRelay::waiting)
                .description("Events about who is in documents that wait to be written to Kafka")
                .register(registry);
        return relay;
    }
}
