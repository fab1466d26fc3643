package io.heliograph.notification.intake.kafka;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.deadletter.kafka.DeadLetterWriter;
import io.heliograph.notification.decision.postgres.RecipientDecisions;
import io.heliograph.notification.defect.Defect;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.Retraction;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.intake.IntakeDecision;
import io.heliograph.notification.intake.IntakePolicy;
import io.heliograph.notification.intake.NotificationBatch;
import io.heliograph.notification.intake.micrometer.IntakeMetrics;
import io.heliograph.notification.publishing.InboxPublications;
import io.heliograph.notification.publishing.kafka.PublicationWriter;
import io.heliograph.notification.receipt.Receipt;
import io.heliograph.notification.receipt.Receipts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes in records, and returns when all that follows from them is stored and acknowledged: first the inbox, then the screens,
 * so that whoever is told of a notification finds it. Doing it again changes nothing. Blocks; safe for concurrent use.
 */
public final class RecordIntake {
    private static final Logger LOG = Logger.getLogger(RecordIntake.class);

    /** As many as one event may name. */
    private static final int BATCH = 1_000;

    private final RecordDecoder decoder = new RecordDecoder();
    private final IntakePolicy policy;
    private final RecipientDecisions decisions;
    private final InboxStore store;
    private final PublicationWriter publications;
    private final DeadLetterWriter deadLetters;
    private final Receipts receipts;
    private final IntakeMetrics metrics;
    private final InstantSource clock;
    private final Duration publishWithin;

    public RecordIntake(
            IntakePolicy policy,
            RecipientDecisions decisions,
            InboxStore store,
            PublicationWriter publications,
            DeadLetterWriter deadLetters,
            Receipts receipts,
            IntakeMetrics metrics,
            InstantSource clock,
            Duration publishWithin) {
        this.policy = policy;
        this.decisions = decisions;
        this.store = store;
        this.publications = publications;
        this.deadLetters = deadLetters;
        this.receipts = receipts;
        this.metrics = metrics;
        this.clock = clock;
        this.publishWithin = publishWithin;
    }

    /**
     * What was read, and what becomes of it.
     *
     * @param event null when the record is none
     */
    private record Incoming(
            ConsumerRecord<byte[], byte[]> record, @Nullable CloudEvent event, IntakeDecision decision) {
        Incoming refused(IntakeDecision.Reject refusal) {
            return new Incoming(record, event, refusal);
        }
    }

    /**
     * Takes in the first record, and those behind it that can be taken in together with it. A record that runs into a mistake of the program is set aside: it would do so for ever, and
     * everything behind it would wait.
     *
     * @param waiting at least one, in their order
     * @return how many were taken in
     * @throws RuntimeException when PostgreSQL or Kafka is away: they are to be taken in again
     */
    public int take(List<ConsumerRecord<byte[], byte[]>> waiting) {
        List<Incoming> together = together(waiting);
        carriedOut(together).forEach(this::finish);
        return together.size();
    }

    private List<Incoming> together(List<ConsumerRecord<byte[], byte[]>> waiting) {
        Incoming first = decided(waiting.getFirst());
        List<Incoming> together = new ArrayList<>(List.of(first));
        if (first.decision() instanceof IntakeDecision.Deliver(Notification notification)) {
            NotificationBatch batch = new NotificationBatch(notification);
            waiting.stream()
                    .skip(1)
                    .map(this::decided)
                    .takeWhile(next -> isAdded(batch, next))
                    .forEach(together::add);
        }
        return together;
    }

    private static boolean isAdded(NotificationBatch batch, Incoming next) {
        return next.decision() instanceof IntakeDecision.Deliver(Notification notification) && batch.add(notification);
    }

    private Incoming decided(ConsumerRecord<byte[], byte[]> record) {
        return switch (decoder.decode(record)) {
            case RecordDecoder.Decoding.Undecodable(Rejection rejection) ->
                new Incoming(record, null, new IntakeDecision.Reject(rejection));
            case RecordDecoder.Decoding.Event(CloudEvent event) -> new Incoming(record, event, decide(record, event));
        };
    }

    private List<Incoming> carriedOut(List<Incoming> together) {
        if (together.size() == 1) {
            return List.of(carriedOut(together.getFirst()));
        }
        try {
            deliver(together.stream()
                    .map(Incoming::decision)
                    .map(IntakeDecision.Deliver.class::cast)
                    .map(IntakeDecision.Deliver::notification)
                    .toList());
            return together;
        } catch (RuntimeException e) {
            if (!Defect.isOne(e)) {
                throw e;
            }
            return together.stream().map(this::carriedOut).toList(); // only one of them may be to blame
        }
    }

    private Incoming carriedOut(Incoming incoming) {
        try {
            carryOut(incoming.decision(), incoming.record());
            return incoming;
        } catch (RuntimeException e) {
            if (!Defect.isOne(e)) {
                throw e;
            }
            IntakeDecision.Reject refusal = defect(incoming.record(), e);
            carryOut(refusal, incoming.record());
            return incoming.refused(refusal);
        }
    }

    private void finish(Incoming incoming) {
        CloudEvent event = incoming.event();
        if (event != null) {
            receipt(event, incoming.decision()).ifPresent(receipts::send);
        }
        metrics.finished(Duration.between(Instant.ofEpochMilli(incoming.record().timestamp()), clock.instant()));
    }

    private void carryOut(IntakeDecision decision, ConsumerRecord<byte[], byte[]> record) {
        switch (decision) {
            case IntakeDecision.Deliver(Notification notification) -> deliver(List.of(notification));
            case IntakeDecision.Retract(Retraction retraction) -> retract(retraction);
            case IntakeDecision.RetractFromAll(Retraction retraction) -> retractFromAll(retraction);
            case IntakeDecision.Broadcast(Notification notification) ->
                publish(List.of(InboxPublications.broadcast(notification)));
            case IntakeDecision.RetractBroadcast(Retraction retraction) ->
                publish(List.of(InboxPublications.broadcast(retraction)));
            case IntakeDecision.LeaveToFeeds() -> {}
            case IntakeDecision.Reject(Rejection rejection) -> setAside(record, rejection);
        }
    }

    private void setAside(ConsumerRecord<byte[], byte[]> record, Rejection rejection) {
        deadLetters.write(record, rejection, publishWithin);
        metrics.rejected(rejection.code());
    }

    private Optional<Receipt> receipt(CloudEvent event, IntakeDecision decision) {
        return decision instanceof IntakeDecision.Reject(Rejection rejection)
                ? Receipt.rejected(event, rejection, clock.instant())
                : Receipt.accepted(event, clock.instant());
    }

    private void deliver(List<Notification> notifications) {
        InboxStore.Stored stored = store.store(decisions.decide(notifications, clock.instant()));
        metrics.stored(stored.fresh());
        publish(InboxPublications.added(notifications, stored.shown()));
    }

    private void retract(Retraction retraction) {
        metrics.retracted(store.retract(retraction.ids(), retraction.time()));
        publish(InboxPublications.retracted(retraction));
    }

    /** Those from whom it was taken back are told again: it may be that they were not, before a crash. */
    private void retractFromAll(Retraction retraction) {
        List<String> recipients = store.recipients(retraction.retracted(), "", BATCH);
        while (!recipients.isEmpty()) {
            retract(retraction.from(recipients));
            recipients = store.recipients(retraction.retracted(), recipients.getLast(), BATCH);
        }
    }

    private IntakeDecision decide(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
        try {
            return policy.decide(event, clock.instant());
        } catch (RuntimeException e) {
            // A decision asks nobody, so it would fail the same way for ever, and everything behind it would wait.
            return defect(record, e);
        }
    }

    private static IntakeDecision.Reject defect(ConsumerRecord<byte[], byte[]> record, RuntimeException failure) {
        LOG.errorf(
                failure,
                "intake.defect topic=%s partition=%d offset=%d",
                record.topic(),
                record.partition(),
                record.offset());
        return new IntakeDecision.Reject(new Rejection(
                ProblemCode.INTERNAL_ERROR, "", "a defect of the service: send it again once that is mended"));
    }

    private void publish(List<PublicationEvent> events) {
        publications.publish(events, publishWithin);
        metrics.published(events.size());
    }
}
