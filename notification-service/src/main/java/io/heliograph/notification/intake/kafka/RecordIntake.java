package io.heliograph.notification.intake.kafka;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.notification.deadletter.kafka.DeadLetterWriter;
import io.heliograph.notification.decision.postgres.RecipientDecisions;
import io.heliograph.notification.defect.Defect;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.Retraction;
import io.heliograph.notification.inbox.postgres.InboxStore;
import io.heliograph.notification.intake.IntakeDecision;
import io.heliograph.notification.intake.IntakePolicy;
import io.heliograph.notification.intake.micrometer.IntakeMetrics;
import io.heliograph.notification.publishing.InboxPublications;
import io.heliograph.notification.publishing.kafka.PublicationWriter;
import io.heliograph.notification.receipt.Receipt;
import io.heliograph.notification.receipt.Receipts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes in one record, and returns when all that follows from it is stored and acknowledged: first the inbox, then the screens,
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
     * A record that runs into a mistake of the program is set aside: it would do so for ever, and everything behind it would wait.
     *
     * @throws RuntimeException when PostgreSQL or Kafka is away: the record is to be taken in again
     */
    void take(ConsumerRecord<byte[], byte[]> record) {
        switch (decoder.decode(record)) {
            case RecordDecoder.Decoding.Undecodable(Rejection rejection) -> setAside(record, rejection);
            case RecordDecoder.Decoding.Event(CloudEvent event) -> {
                IntakeDecision decision = carriedOut(decide(record, event), record);
                receipt(event, decision).ifPresent(receipts::send);
            }
        }
        metrics.finished(Duration.between(Instant.ofEpochMilli(record.timestamp()), clock.instant()));
    }

    private IntakeDecision carriedOut(IntakeDecision decision, ConsumerRecord<byte[], byte[]> record) {
        try {
            carryOut(decision, record);
            return decision;
        } catch (RuntimeException e) {
            if (!Defect.isOne(e)) {
                throw e;
            }
            IntakeDecision refused = defect(record, e);
            carryOut(refused, record);
            return refused;
        }
    }

    private void carryOut(IntakeDecision decision, ConsumerRecord<byte[], byte[]> record) {
        switch (decision) {
            case IntakeDecision.Deliver(Notification notification) -> deliver(notification);
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

    private void deliver(Notification notification) {
        List<InboxEntry> entries = decisions.decide(notification, clock.instant());
        InboxStore.Stored stored = store.store(notification, entries);
        metrics.stored(stored.fresh());
        publish(InboxPublications.added(notification, stored.shown()));
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

    private static IntakeDecision defect(ConsumerRecord<byte[], byte[]> record, RuntimeException failure) {
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
