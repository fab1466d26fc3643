package io.heliograph.delivery;

import io.heliograph.delivery.acknowledgement.kafka.AcknowledgementConsumer;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.intake.kafka.TopicIntake;
import io.heliograph.delivery.receipt.kafka.KafkaReceipts;
import io.heliograph.delivery.retention.postgres.DayTableKeeper;
import io.heliograph.delivery.routing.ChannelRouter;
import io.heliograph.delivery.schema.flyway.SchemaMigration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;

/**
 * Starts the loops, each on a thread of its own, and ends them in order: nothing new is taken in, what is being stored is committed, and what was committed is routed. None of them needs
 * its dependencies to be there at the start; publications are consumed once the schema is there, signals at once.
 */
@Singleton
class Lifecycle {
    private static final Logger LOG = Logger.getLogger(Lifecycle.class);
    private static final Duration END = Duration.ofSeconds(8);

    private final SchemaMigration migration;
    private final DayTableKeeper dayTables;
    private final TopicIntake intake;
    private final AcknowledgementConsumer acknowledgements;
    private final ChannelRouter router;
    private final DependencyStates dependencies;
    private final SignalPath signals;
    private final boolean consume;
    private final Duration keepInterval;
    private final List<Thread> consumers = new CopyOnWriteArrayList<>();
    private final Thread routing;
    private final Thread signalRouting;
    private final Thread receiptSending;
    private final Thread housekeeping;

    Lifecycle(
            SchemaMigration migration,
            DayTableKeeper dayTables,
            TopicIntake intake,
            AcknowledgementConsumer acknowledgements,
            ChannelRouter router,
            SignalPath signals,
            KafkaReceipts receipts,
            DependencyStates dependencies,
            DeliveryConfig config) {
        this.migration = migration;
        this.dayTables = dayTables;
        this.intake = intake;
        this.acknowledgements = acknowledgements;
        this.router = router;
        this.dependencies = dependencies;
        this.signals = signals;
        this.consume = config.consume();
        this.keepInterval = config.retention().interval();
        this.routing = Thread.ofVirtual().name("routing").unstarted(router);
        this.signalRouting = Thread.ofVirtual().name("signal-routing").unstarted(signals.router());
        this.receiptSending = Thread.ofVirtual().name("receipts").unstarted(receipts);
        this.housekeeping = Thread.ofVirtual().name("housekeeping").unstarted(this::keepHouse);
    }

    void start(@Observes StartupEvent event) {
        routing.start();
        signalRouting.start();
        if (consume) {
            receiptSending.start();
            consumers.add(Thread.ofPlatform().name("signals").start(signals.intake()));
        } else {
            LOG.warn("consuming.off setting=delivery.consume");
        }
        housekeeping.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        housekeeping.interrupt();
        housekeeping.join(END);
        intake.close();
        signals.intake().close();
        acknowledgements.close();
        for (Thread consumer : consumers) {
            consumer.join(END);
        }
        router.close();
        receiptSending.interrupt();
        signals.router().close();
        routing.join(END);
        signalRouting.join(END);
    }

    private void keepHouse() {
        try {
            migration.run();
            keepDayTables();
            if (consume) {
                consumers.add(Thread.ofPlatform().name("publications").start(intake));
                consumers.add(Thread.ofPlatform().name("acknowledgements").start(acknowledgements));
            }
            while (!Thread.interrupted()) {
                Thread.sleep(keepInterval);
                keepDayTables();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepDayTables() {
        try {
            dayTables.keep();
        } catch (DependencyException e) {
            dependencies.failed(e);
            LOG.warnf("partitions.not_kept retry_ms=%d", keepInterval.toMillis());
        }
    }
}
