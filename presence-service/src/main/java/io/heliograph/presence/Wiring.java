package io.heliograph.presence;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.Topic;
import io.heliograph.presence.intake.Pace;
import io.heliograph.presence.intake.kafka.Lane;
import io.heliograph.presence.intake.kafka.PresenceLoop;
import io.heliograph.presence.intake.kafka.RecordReader;
import io.heliograph.presence.intake.micrometer.PresenceMetrics;
import io.heliograph.presence.lease.RegistryTrust;
import io.heliograph.presence.lease.redis.LeaseWatch;
import io.heliograph.presence.membership.MemberFold;
import io.heliograph.presence.membership.MembershipEventReader;
import io.heliograph.presence.membership.OccupancyFold;
import io.heliograph.presence.membership.postgres.MemberRows;
import io.heliograph.presence.membership.postgres.MembershipPartition;
import io.heliograph.presence.membership.postgres.OccupancyRows;
import io.heliograph.presence.outgoing.kafka.AcknowledgedProducer;
import io.heliograph.presence.outgoing.kafka.SignalWriter;
import io.heliograph.presence.reading.http.UserPartitions;
import io.heliograph.presence.retry.RetrySchedule;
import io.heliograph.presence.status.ConnectionEventReader;
import io.heliograph.presence.status.Grace;
import io.heliograph.presence.status.StatusFold;
import io.heliograph.presence.status.postgres.PersonRows;
import io.heliograph.presence.status.postgres.StatusPartition;
import io.heliograph.presence.status.postgres.VisibilityChoices;
import io.heliograph.presence.store.postgres.Database;
import io.heliograph.presence.store.postgres.PartitionFold;
import io.heliograph.presence.store.postgres.PartitionStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Builds the parts from the configuration, starts them and ends them. */
final class Wiring {
    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ChannelKinds kinds(PresenceConfig config) {
        return ChannelKinds.load(config.kindsFile());
    }

    @Produces
    @Singleton
    KafkaClients kafka(@Identifier("default-kafka-broker") Map<String, Object> common, PresenceConfig config) {
        return new KafkaClients(common, config);
    }

    @Produces
    @Singleton
    AcknowledgedProducer producer(KafkaClients kafka) {
        return new AcknowledgedProducer(kafka.producer());
    }

    void close(@Disposes AcknowledgedProducer producer) {
        producer.close();
    }

    @Produces
    @Singleton
    Admin admin(KafkaClients kafka) {
        return kafka.admin();
    }

    void close(@Disposes Admin admin) {
        admin.close();
    }

    @Produces
    @Singleton
    UserPartitions partitions(Admin admin) {
        return new UserPartitions(admin);
    }

    @Produces
    @Singleton
    Database database(Pool pool, PresenceConfig config) {
        return new Database(pool, config.store().timeout());
    }

    @Produces
    @Singleton
    PersonRows people(Database database) {
        return new PersonRows(database);
    }

    @Produces
    @Singleton
    VisibilityChoices choices(Database database) {
        return new VisibilityChoices(database);
    }

    @Produces
    @Singleton
    MemberRows members(Database database) {
        return new MemberRows(database);
    }

    @Produces
    @Singleton
    OccupancyRows occupancies(Database database) {
        return new OccupancyRows(database);
    }

    @Produces
    @Singleton
    LeaseWatch leases(Redis redis, InstantSource clock, PresenceConfig config) {
        var trust = new RegistryTrust(
                config.registry().youngFor(), config.registry().settle());
        return new LeaseWatch(
                redis, trust, config.registry().interval(), config.registry().timeout(), clock);
    }

    @Produces
    @Singleton
    RetrySchedule retries(PresenceConfig config) {
        return new RetrySchedule(config.retryMin(), config.retryMax());
    }

    @Produces
    @Singleton
    PresenceMetrics metrics(MeterRegistry registry, RetrySchedule retries, LeaseWatch leases) {
        var metrics = new PresenceMetrics(registry);
        metrics.observe(retries, leases::watchedPods, () -> leases.latest().proving() ? 1 : 0);
        return metrics;
    }

    @Produces
    @Singleton
    LaneParts parts(
            Database database,
            AcknowledgedProducer producer,
            LeaseWatch leases,
            PresenceMetrics metrics,
            InstantSource clock,
            PresenceConfig config) {
        return new LaneParts(
                new PartitionStore(database),
                new SignalWriter(producer, config.publishing().timeout()),
                leases,
                new Pace(config.republishPerSecond(), System.nanoTime()),
                metrics,
                clock,
                config);
    }

    @Produces
    @Singleton
    PresenceLoop loop(
            KafkaClients kafka,
            LaneParts parts,
            PersonRows people,
            VisibilityChoices choices,
            MemberRows members,
            OccupancyRows occupancies,
            ChannelKinds kinds,
            RetrySchedule retries) {
        PresenceConfig config = parts.config();
        PresenceMetrics metrics = parts.metrics();
        var schemas = new EventSchemas();
        var grace = new Grace(config.grace(), config.crashGrace());
        var status = new StatusPartition(new StatusFold(grace), people, choices, metrics);
        var membership = new MembershipPartition(
                new MemberFold(grace),
                new OccupancyFold(config.occupancyAbove(), config.occupancyBelow(), config.occupancyInterval()),
                members,
                occupancies,
                metrics);
        return new PresenceLoop(
                kafka::consumer,
                Map.of(
                        Topic.CONNECTIONS.topicName(),
                        parts.of(new RecordReader<>(new ConnectionEventReader(schemas), metrics), status),
                        Topic.MEMBERSHIPS.topicName(),
                        parts.of(new RecordReader<>(new MembershipEventReader(schemas, kinds), metrics), membership)),
                retries,
                metrics,
                parts.clock());
    }

    /** What the lanes of all topics share. */
    record LaneParts(
            PartitionStore store,
            SignalWriter signals,
            LeaseWatch leases,
            Pace pace,
            PresenceMetrics metrics,
            InstantSource clock,
            PresenceConfig config) {
        <E> Lane.Parts<E> of(RecordReader<E> reader, PartitionFold<E> fold) {
            return new Lane.Parts<>(
                    reader, fold, store, signals, leases, pace, metrics, clock, config.tick(), config.grace());
        }
    }

    void start(@Observes StartupEvent event, LeaseWatch leases, PresenceLoop loop) {
        leases.start();
        loop.start();
    }

    /** Before the beans they use are destroyed. */
    void stop(@Observes ShutdownEvent event, LeaseWatch leases, PresenceLoop loop) {
        loop.close();
        leases.close();
    }
}
