package io.heliograph.delivery;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.Topic;
import io.heliograph.delivery.acknowledgement.AcknowledgementReader;
import io.heliograph.delivery.acknowledgement.kafka.AcknowledgementConsumer;
import io.heliograph.delivery.acknowledgement.postgres.DevicePositions;
import io.heliograph.delivery.api.Credential;
import io.heliograph.delivery.append.AppendMetrics;
import io.heliograph.delivery.append.PublicationLog;
import io.heliograph.delivery.append.postgres.PostgresPublicationLog;
import io.heliograph.delivery.catchup.postgres.CatchUpReader;
import io.heliograph.delivery.catchup.postgres.HistoryReader;
import io.heliograph.delivery.deadletter.DeadLetters;
import io.heliograph.delivery.deadletter.kafka.KafkaDeadLetters;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.dependency.kafka.KafkaClients;
import io.heliograph.delivery.dependency.postgres.Statements;
import io.heliograph.delivery.dependency.redis.RedisPipeline;
import io.heliograph.delivery.epoch.postgres.EpochTable;
import io.heliograph.delivery.intake.BatchBounds;
import io.heliograph.delivery.intake.PartitionPauses;
import io.heliograph.delivery.intake.kafka.TopicConsumer;
import io.heliograph.delivery.intake.kafka.TopicIntake;
import io.heliograph.delivery.receipt.kafka.KafkaReceipts;
import io.heliograph.delivery.receipt.postgres.AwaitedDeliveries;
import io.heliograph.delivery.retention.RetentionPolicy;
import io.heliograph.delivery.retention.postgres.DayTableKeeper;
import io.heliograph.delivery.routing.ChannelRouter;
import io.heliograph.delivery.routing.RoutingMetrics;
import io.heliograph.delivery.routing.redis.RedisWire;
import io.heliograph.delivery.schema.SchemaState;
import io.heliograph.delivery.schema.flyway.SchemaMigration;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Builds the parts from the configuration. */
@Singleton
final class Wiring {
    /** A database with a million channels needs five seconds for new epochs. */
    private static final Duration NEW_EPOCHS_TIMEOUT = Duration.ofMinutes(5);

    private static final Duration MAINTENANCE_TIMEOUT = Duration.ofMinutes(1);

    private final DeliveryConfig config;
    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();

    Wiring(DeliveryConfig config, MeterRegistry meters) {
        this.config = config;
        this.meters = meters;
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return clock;
    }

    @Produces
    @Singleton
    ChannelKinds kinds() {
        return Settings.configured(() -> {
            try {
                return ChannelKinds.load(config.kindsFile());
            } catch (IllegalArgumentException | UncheckedIOException e) {
                throw new IllegalArgumentException("delivery.kinds-file: " + e.getMessage(), e);
            }
        });
    }

    @Produces
    @Singleton
    Credential credential() {
        return Settings.configured(
                () -> new Credential(config.http().credential().orElse("")));
    }

    @Produces
    @Singleton
    BatchBounds batchBounds() {
        return Settings.configured(() -> new BatchBounds(
                config.append().maxRecords(), config.append().maxBytes().asLongValue()));
    }

    @Produces
    @Singleton
    DependencyStates dependencies() {
        return new DependencyStates();
    }

    @Produces
    @Singleton
    SchemaState schemaState() {
        return new SchemaState();
    }

    @Produces
    @Singleton
    SchemaMigration migration(Flyway flyway, SchemaState state) {
        return new SchemaMigration(flyway, state);
    }

    @Produces
    @Singleton
    KafkaClients kafka(@Identifier("default-kafka-broker") Map<String, Object> settings) {
        return new KafkaClients(settings);
    }

    @Produces
    @Singleton
    AppendMetrics appendMetrics() {
        return new AppendMetrics(meters);
    }

    @Produces
    @Singleton
    PartitionPauses pauses() {
        return new PartitionPauses(Topic.PUBLICATIONS, meters);
    }

    @Produces
    @Singleton
    PublicationLog log(
            Pool pool,
            DependencyStates dependencies,
            @ConfigProperty(name = "heliograph.pod-name", defaultValue = "local") String pod) {
        return new PostgresPublicationLog(
                new Statements(pool, config.append().timeout(), dependencies),
                pod,
                Settings.positive(
                        "delivery.append.max-concurrent", config.append().maxConcurrent()));
    }

    @Produces
    @Singleton
    DeadLetters deadLetters(KafkaClients kafka) {
        return new KafkaDeadLetters(kafka::deadLetterProducer, meters);
    }

    @Produces
    @Singleton
    KafkaReceipts receipts(KafkaClients kafka) {
        return new KafkaReceipts(kafka::receiptProducer, meters);
    }

    @Produces
    @Singleton
    RoutingMetrics routingMetrics() {
        return new RoutingMetrics(meters);
    }

    @Produces
    @Singleton
    ChannelRouter router(Redis redis, DependencyStates dependencies, RoutingMetrics metrics) {
        return new ChannelRouter(
                Settings.positive(
                        "delivery.routing.max-waiting", config.routing().maxWaiting()),
                new RedisWire(new RedisPipeline(redis, config.routing().timeout())),
                dependencies,
                metrics);
    }

    @Produces
    @Singleton
    RetentionPolicy retention(ChannelKinds kinds) {
        return new RetentionPolicy(kinds);
    }

    @Produces
    @Singleton
    DayTableKeeper dayTables(Pool pool, RetentionPolicy retention) {
        return new DayTableKeeper(pool, retention.longest(), clock, MAINTENANCE_TIMEOUT, meters);
    }

    @Produces
    @Singleton
    CatchUpReader catchUp(Pool pool, RetentionPolicy retention, DependencyStates dependencies) {
        return new CatchUpReader(new Statements(pool, config.catchUp().timeout(), dependencies), retention, clock);
    }

    @Produces
    @Singleton
    HistoryReader history(Pool pool, RetentionPolicy retention, DependencyStates dependencies) {
        return new HistoryReader(new Statements(pool, config.catchUp().timeout(), dependencies), retention, clock);
    }

    @Produces
    @Singleton
    DevicePositions devicePositions(Pool pool, DependencyStates dependencies) {
        return new DevicePositions(new Statements(pool, config.catchUp().timeout(), dependencies));
    }

    @Produces
    @Singleton
    AwaitedDeliveries deliveries(Pool pool, DependencyStates dependencies) {
        return new AwaitedDeliveries(new Statements(pool, config.append().timeout(), dependencies));
    }

    @Produces
    @Singleton
    EpochTable epochs(Pool pool, DependencyStates dependencies) {
        return new EpochTable(new Statements(pool, NEW_EPOCHS_TIMEOUT, dependencies));
    }

    @Produces
    @Singleton
    AcknowledgementConsumer acknowledgements(
            KafkaClients kafka,
            DevicePositions positions,
            AwaitedDeliveries deliveries,
            KafkaReceipts receipts,
            DeadLetters deadLetters,
            DependencyStates dependencies) {
        return new AcknowledgementConsumer(
                kafka::acknowledgementConsumer,
                new AcknowledgementReader(new EventSchemas()),
                acknowledged -> {
                    positions.merge(acknowledged);
                    receipts.send(deliveries.take(acknowledged, clock.instant()));
                },
                deadLetters,
                dependencies);
    }

    @Produces
    @Singleton
    TopicIntake intake(
            KafkaClients kafka,
            Workplace workplace,
            BatchBounds bounds,
            PartitionPauses pauses,
            DependencyStates dependencies) {
        return new TopicIntake(
                new TopicIntake.Consumption(
                        Topic.PUBLICATIONS, TopicConsumer.Progress.ELSEWHERE, kafka::publicationConsumer),
                kafka,
                workplace,
                bounds,
                pauses,
                dependencies,
                meters);
    }
}
