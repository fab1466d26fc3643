package io.heliograph.notification;

import io.heliograph.notification.deadletter.kafka.DeadLetterWriter;
import io.heliograph.notification.decision.postgres.RecipientDecisions;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.inbox.postgres.PageReader;
import io.heliograph.notification.intake.IntakePolicy;
import io.heliograph.notification.intake.RetrySchedule;
import io.heliograph.notification.intake.kafka.IntakeLoop;
import io.heliograph.notification.intake.kafka.PartitionIntake;
import io.heliograph.notification.intake.kafka.RecordIntake;
import io.heliograph.notification.intake.micrometer.IntakeMetrics;
import io.heliograph.notification.publishing.kafka.AcknowledgedProducer;
import io.heliograph.notification.publishing.kafka.PublicationWriter;
import io.heliograph.notification.reading.http.ReadMarker;
import io.heliograph.notification.reading.postgres.ReadStore;
import io.heliograph.notification.receipt.kafka.KafkaReceipts;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Builds the parts from the configuration, starts the intake and ends it. */
final class Wiring {
    @Produces
    @Singleton
    InstantSource clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    KafkaClients kafka(@Identifier("default-kafka-broker") Map<String, Object> common, NotificationConfig config) {
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
    PublicationWriter publications(AcknowledgedProducer producer) {
        return new PublicationWriter(producer);
    }

    @Produces
    @Singleton
    InboxStore store(Pool pool, NotificationConfig config) {
        return new InboxStore(pool, config.store().timeout());
    }

    @Produces
    @Singleton
    PageReader pages(Pool pool, NotificationConfig config) {
        return new PageReader(new Database(pool, config.store().timeout()));
    }

    @Produces
    @Singleton
    ReadMarker marker(Pool pool, PublicationWriter publications, InstantSource clock, NotificationConfig config) {
        ReadStore store = new ReadStore(new Database(pool, config.store().timeout()));
        return new ReadMarker(store, publications, clock, config.publishing().timeout());
    }

    @Produces
    @Singleton
    RetrySchedule retries(NotificationConfig config) {
        return new RetrySchedule(config.intake().retryMin(), config.intake().retryMax());
    }

    @Produces
    @Singleton
    KafkaReceipts receipts(KafkaClients kafka, MeterRegistry registry) {
        return new KafkaReceipts(kafka::producer, registry);
    }

    @Produces
    @Singleton
    IntakeLoop intake(
            KafkaClients kafka,
            RecipientDecisions decisions,
            InboxStore store,
            PublicationWriter publications,
            AcknowledgedProducer producer,
            KafkaReceipts receipts,
            RetrySchedule retries,
            MeterRegistry registry,
            InstantSource clock,
            NotificationConfig config) {
        RecordIntake records = new RecordIntake(
                new IntakePolicy(),
                decisions,
                store,
                publications,
                new DeadLetterWriter(producer),
                receipts,
                new IntakeMetrics(registry, retries),
                clock,
                config.publishing().timeout());
        return new IntakeLoop(kafka::consumer, new PartitionIntake(records), retries);
    }

    void start(@Observes StartupEvent event, IntakeLoop intake, KafkaReceipts receipts) {
        receipts.start();
        intake.start();
    }

    /** Before the beans it uses are destroyed. */
    void stop(@Observes ShutdownEvent event, IntakeLoop intake, KafkaReceipts receipts) {
        intake.close();
        receipts.close();
    }
}
