package io.heliograph.notification.email;

import io.cloudevents.CloudEvent;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.push.Acknowledgements;
import io.heliograph.notification.push.DueNotification;
import io.heliograph.notification.push.InboxState;
import io.heliograph.notification.push.PushBackoff;
import io.heliograph.notification.push.PushDecision;
import io.heliograph.notification.push.PushReason;
import io.heliograph.notification.round.Concurrently;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Takes what is due, asks whether it is still needed, and asks for its e-mail. What is asked for before a crash and not recorded is asked for again, with the
 * same event id. Confined to one thread.
 */
public final class EmailRound {
    static final int MAX_NOTIFICATIONS = 32;

    private final Ports ports;
    private final PushBackoff backoff;
    private final Duration lease;
    private final InstantSource clock;

    /** @param publisher of the event and its recipient; returns when Kafka has it */
    public record Ports(
            EmailQueue queue,
            Acknowledgements acknowledgements,
            BiConsumer<String, CloudEvent> publisher,
            EmailObserver observer) {}

    private record Decided(EmailDue due, PushDecision decision) {}

    /** @param lease how long the notifications of a round are this process' */
    public EmailRound(Ports ports, PushBackoff backoff, Duration lease, InstantSource clock) {
        this.ports = ports;
        this.backoff = backoff;
        this.lease = lease;
        this.clock = clock;
    }

    /**
     * Blocks until each of its notifications is ended or put off.
     *
     * @return whether there may be more
     * @throws IllegalStateException with the first failure as its cause, when all are done
     */
    public boolean run() {
        Instant now = clock.instant();
        List<EmailDue> taken = ports.queue().take(MAX_NOTIFICATIONS, now, now.plus(lease));
        Concurrently.forEach(decide(taken, now), decided -> carryOut(decided.due(), decided.decision(), now));
        return taken.size() == MAX_NOTIFICATIONS;
    }

    private List<Decided> decide(List<EmailDue> taken, Instant now) {
        List<Decided> decided = new ArrayList<>();
        List<EmailDue> open = new ArrayList<>();
        for (EmailDue due : taken) {
            PushDecision.Cancel cancel = PushDecision.ofInbox(due.notification(), true, now);
            if (cancel != null) {
                decided.add(new Decided(due, cancel));
            } else if (due.onScreens()) {
                open.add(due);
            } else {
                decided.add(new Decided(due, new PushDecision.Send()));
            }
        }
        Map<NotificationId, PushDecision> decisions = ports.acknowledgements()
                .of(open.stream().map(EmailDue::notification).toList(), now);
        open.forEach(due -> decided.add(new Decided(
                due, Objects.requireNonNull(decisions.get(due.notification().id())))));
        return decided;
    }

    private void carryOut(EmailDue due, PushDecision decision, Instant now) {
        switch (decision) {
            case PushDecision.Send _ -> request(due, now);
            case PushDecision.Cancel(PushReason reason) -> end(due, EmailOutcome.CANCELLED, reason, now);
            case PushDecision.Wait(PushReason reason) -> putOff(due, reason, now);
        }
    }

    private void request(EmailDue due, Instant now) {
        DueNotification notification = due.notification();
        InboxState item = Objects.requireNonNull(notification.item(), "what is gone is cancelled");
        try {
            ports.publisher()
                    .accept(
                            notification.recipient(),
                            EmailRequests.of(notification.id(), notification.recipient(), item, now));
        } catch (RuntimeException e) {
            putOff(due, PushReason.KAFKA_AWAY, now);
            throw e;
        }
        end(due, EmailOutcome.REQUESTED, due.onScreens() ? PushReason.UNACKNOWLEDGED : PushReason.NOT_ON_SCREENS, now);
    }

    private void end(EmailDue due, EmailOutcome outcome, PushReason reason, Instant now) {
        ports.queue().end(due, outcome, reason, now);
        ports.observer().ended(outcome, reason);
    }

    private void putOff(EmailDue due, PushReason reason, Instant now) {
        ports.queue().putOff(due, backoff.next(due.notification().attempts(), null, now), reason);
        ports.observer().putOff(reason);
    }
}
