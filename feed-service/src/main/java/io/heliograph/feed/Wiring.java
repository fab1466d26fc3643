package io.heliograph.feed;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.Topic;
import io.heliograph.feed.activity.ActivityEventReader;
import io.heliograph.feed.audience.AudiencePolicy;
import io.heliograph.feed.audience.kafka.AudienceIntake;
import io.heliograph.feed.deadletter.kafka.DeadLetterWriter;
import io.heliograph.feed.fanout.FanOutPolicy;
import io.heliograph.feed.history.http.StoreHeads;
import io.heliograph.feed.intake.kafka.IntakeLoop;
import io.heliograph.feed.intake.kafka.IntakeLoops;
import io.heliograph.feed.intake.kafka.PartitionIntake;
import io.heliograph.feed.intake.kafka.RecordIntake;
import io.heliograph.feed.measuring.micrometer.FeedMetrics;
import io.heliograph.feed.page.CursorCodec;
import io.heliograph.feed.publishing.kafka.AcknowledgedProducer;
import io.heliograph.feed.publishing.kafka.ActivityEvents;
import io.heliograph.feed.publishing.kafka.ActivityWriter;
import io.heliograph.feed.publishing.kafka.DeliveryWorker;
import io.heliograph.feed.receipt.kafka.KafkaReceipts;
import io.heliograph.feed.retention.RetentionPolicy;
import io.heliograph.feed.retry.RetrySchedule;
import io.heliograph.feed.retry.RetrySchedules;
import io.heliograph.feed.store.postgres.ActivityRows;
import io.heliograph.feed.store.postgres.Database;
import io.heliograph.feed.store.postgres.FollowRows;
import io.heliograph.feed.store.postgres.ListRows;
import io.heliograph.feed.store.postgres.Outbox;
import io.heliograph.feed.store.postgres.Sweep;
import io.heliograph.feed.store.postgres.TimelineWriter;
import io.heliograph.feed.store.postgres.UnseenRows;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;

/** Builds the parts from the configuration, starts them and ends them. */
final class Wiring {
    /** Longer than Kafka keeps activities. */
    private static final Duration REMEMBER = Duration.ofDays(30);

    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    ChannelKinds kinds(FeedConfig config) {
        return ChannelKinds.load(config.kindsFile());
    }

    @Produces
    @Singleton
    CursorCodec cursors(FeedConfig config) {
        // Derived, so that a cursor tells nothing about the credential.
        String secret = config.cursorKey()
                .orElseGet(() -> "cursors of feeds\n" + config.history().credential());
        return new CursorCodec(secret.getBytes(StandardCharsets.UTF_8));
    }

    @Produces
    @Singleton
    StoreHeads heads(FeedConfig config) {
        FeedConfig.History history = config.history();
        return new StoreHeads(history.url(), history.credential(), history.timeout());
    }

    void close(@Disposes StoreHeads heads) {
        heads.close();
    }

    @Produces
    @Singleton
    KafkaClients kafka(@Identifier("default-kafka-broker") Map<String, Object> common, FeedConfig config) {
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
    Database database(DataSource source) {
        return new Database(source);
    }

    @Produces
    @Singleton
    ActivityRows activities(Database database) {
        return new ActivityRows(database);
    }

    @Produces
    @Singleton
    ListRows lists(Database database) {
        return new ListRows(database);
    }

    @Produces
    @Singleton
    UnseenRows unseen(Database database) {
        return new UnseenRows(database);
    }

    @Produces
    @Singleton
    FollowRows follows(Database database, FeedConfig config) {
        FeedConfig.FanOut fanOut = config.fanOut();
        return new FollowRows(database, new FanOutPolicy(fanOut.mergeAbove(), fanOut.writeBelow()), fanOut.backfill());
    }

    @Produces
    @Singleton
    RetrySchedules retries(FeedConfig config) {
        return new RetrySchedules(
                new RetrySchedule(config.retryMin(), config.retryMax()),
                new RetrySchedule(config.retryMin(), config.retryMax()),
                new RetrySchedule(config.retryMin(), config.retryMax()));
    }

    @Produces
    @Singleton
    FeedMetrics metrics(MeterRegistry registry, RetrySchedules retries) {
        return new FeedMetrics(registry, retries);
    }

    @Produces
    @Singleton
    RetentionPolicy retention(FeedConfig config) {
        return new RetentionPolicy(config.retention(), config.timelineLimit());
    }

    @Produces
    @Singleton
    ActivityEventReader reader(RetentionPolicy retention) {
        return new ActivityEventReader(new EventSchemas(), retention);
    }

    @Produces
    @Singleton
    ActivityEvents events(AcknowledgedProducer producer, FeedConfig config) {
        return new ActivityEvents(producer, config.publishing().timeout());
    }

    @Produces
    @Singleton
    DeliveryWorker worker(
            Database database,
            RetentionPolicy retention,
            UnseenRows unseen,
            AcknowledgedProducer producer,
            RetrySchedules retries,
            FeedMetrics metrics,
            InstantSource clock,
            FeedConfig config) {
        return new DeliveryWorker(new DeliveryWorker.Parts(
                new TimelineWriter(database, config.fanOut().batch()),
                new Outbox(database),
                new Sweep(database, retention, REMEMBER),
                unseen,
                new ActivityWriter(producer, config.publishing().timeout()),
                retries.delivery(),
                metrics,
                clock,
                config.fanOut().interval(),
                config.fanOut().lease()));
    }

    @Produces
    @Singleton
    KafkaReceipts receipts(KafkaClients kafka, MeterRegistry registry) {
        return new KafkaReceipts(kafka::producer, registry);
    }

    @Produces
    @Singleton
    RecordIntake intake(
            ActivityEventReader reader,
            ActivityRows activities,
            AcknowledgedProducer producer,
            KafkaReceipts receipts,
            DeliveryWorker worker,
            FeedMetrics metrics,
            InstantSource clock,
            FeedConfig config) {
        return new RecordIntake(
                reader,
                activities,
                new DeadLetterWriter(producer),
                receipts,
                worker::wake,
                metrics,
                clock,
                config.publishing().timeout());
    }

    @Produces
    @Singleton
    AudienceIntake audiences(
            FollowRows follows, AcknowledgedProducer producer, InstantSource clock, FeedConfig config) {
        return new AudienceIntake(
                new AudiencePolicy(new EventSchemas()),
                follows,
                producer,
                clock,
                config.publishing().timeout());
    }

    @Produces
    @Singleton
    IntakeLoops loops(
            KafkaClients kafka,
            RecordIntake activities,
            AudienceIntake audiences,
            RetrySchedules retries,
            FeedConfig config) {
        return new IntakeLoops(
                new IntakeLoop(
                        Topic.ACTIVITIES,
                        () -> kafka.consumer(config.group()),
                        new PartitionIntake(activities::take),
                        retries.intake()),
                new IntakeLoop(
                        Topic.NOTIFICATIONS,
                        () -> kafka.consumer(config.group() + "-audiences"),
                        new PartitionIntake(audiences::take),
                        retries.audiences()));
    }

    void start(@Observes StartupEvent event, IntakeLoops loops, DeliveryWorker worker, KafkaReceipts receipts) {
        receipts.start();
        loops.start();
        worker.start();
    }

    /** Before the beans they use are destroyed. */
    void stop(@Observes ShutdownEvent event, IntakeLoops loops, DeliveryWorker worker, KafkaReceipts receipts) {
        loops.close();
        worker.close();
        receipts.close();
    }
}
