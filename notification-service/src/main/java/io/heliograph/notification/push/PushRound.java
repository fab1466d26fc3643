package io.heliograph.notification.push;

import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.push.DevicePush.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes what is due, asks whether it is still needed, and sends it. Each notification is asked about and each browser is sent to
 * apart: what one of them answers holds up no other. What is sent before a crash and not recorded is sent again, with the same
 * topic and tag, so that it is seen once. Blocks; confined to one thread.
 */
public final class PushRound {
    private static final Logger LOG = Logger.getLogger(PushRound.class);
    /** Of one round. With {@link PushSubscription#MAX_DEVICES} each, they are done within a lease even if every push service times out. */
    private static final int MAX_NOTIFICATIONS = 32;

    private static final int MAX_CONCURRENT_SENDS = 128;
    /** A push service may ask for more patience than that; then it is asked once a day. */
    private static final Duration MAX_ASKED = Duration.ofDays(1);

    private final Ports ports;
    private final DevicePush devices;
    private final Acknowledgements acknowledgements;
    private final PushBackoff backoff;
    private final Duration lease;
    private final InstantSource clock;

    /** What a round needs of the world. */
    public record Ports(
            PushQueue queue,
            PushTargets targets,
            Deliveries deliveries,
            Registry registry,
            PushService service,
            PushObserver observer) {}

    private record Sending(DueNotification due, InboxState item, List<CompletableFuture<Attempt>> attempts) {}

    /** @param lease how long the notifications of a round are this process' */
    public PushRound(Ports ports, Duration retryMin, Duration retryMax, Duration lease, InstantSource clock) {
        this.ports = ports;
        this.devices = new DevicePush(ports.service(), ports.targets(), ports.observer());
        this.acknowledgements = new Acknowledgements(ports.deliveries(), ports.registry());
        this.backoff = new PushBackoff(retryMin, retryMax);
        this.lease = lease;
        this.clock = clock;
    }

    /** @return whether there may be more to do at once */
    public boolean run() {
        Instant now = clock.instant();
        List<DueNotification> due = ports.queue().take(MAX_NOTIFICATIONS, now, now.plus(lease));
        if (due.isEmpty()) {
            return false;
        }
        Map<NotificationId, List<PushTarget>> targets = ports.targets().of(due);
        List<DueNotification> open = due.stream()
                .filter(notification -> !isEndedByInbox(notification, targets, now))
                .toList();
        send(needed(open, now), targets, now);
        return due.size() == MAX_NOTIFICATIONS;
    }

    private boolean isEndedByInbox(DueNotification due, Map<NotificationId, List<PushTarget>> targets, Instant now) {
        PushDecision.Cancel cancel = PushDecision.ofInbox(due, targets.containsKey(due.id()), now);
        if (cancel == null) {
            return false;
        }
        finish(due, List.of(PushResult.cancelled(cancel.reason(), now)));
        return true;
    }

    /** Those that no device has acknowledged. The others are ended, or put off when nothing can be said of them. */
    private List<DueNotification> needed(List<DueNotification> open, Instant now) {
        Map<NotificationId, PushDecision> decisions = acknowledgements.of(open, now);
        return open.stream()
                .filter(due -> isNeeded(due, Objects.requireNonNull(decisions.get(due.id())), now))
                .toList();
    }

    private boolean isNeeded(DueNotification due, PushDecision decision, Instant now) {
        return switch (decision) {
            case PushDecision.Send _ -> true;
            case PushDecision.Cancel(PushReason reason) -> {
                finish(due, List.of(PushResult.cancelled(reason, now)));
                yield false;
            }
            case PushDecision.Wait(PushReason reason) -> {
                putOff(due, reason, now);
                yield false;
            }
        };
    }

    private void send(List<DueNotification> needed, Map<NotificationId, List<PushTarget>> targets, Instant now) {
        Semaphore permits = new Semaphore(MAX_CONCURRENT_SENDS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Sending> sendings = new ArrayList<>();
            for (DueNotification due : needed) {
                InboxState item = due.item();
                if (item != null) {
                    sendings.add(new Sending(due, item, start(due, item, targets, permits, threads, now)));
                }
            }
            sendings.forEach(sending -> record(sending, now));
        }
    }

    private List<CompletableFuture<Attempt>> start(
            DueNotification due,
            InboxState item,
            Map<NotificationId, List<PushTarget>> targets,
            Semaphore permits,
            ExecutorService threads,
            Instant now) {
        return targets.getOrDefault(due.id(), List.of()).stream()
                .filter(target -> !target.done())
                .map(PushTarget::subscription)
                .map(subscription -> CompletableFuture.supplyAsync(
                        () -> within(permits, subscription, () -> devices.send(due, item, subscription, now)), threads))
                .toList();
    }

    private static Attempt within(Semaphore permits, PushSubscription subscription, Supplier<Attempt> attempt) {
        permits.acquireUninterruptibly();
        try {
            return attempt.get();
        } catch (RuntimeException e) {
            LOG.error("push.failed", e); // a defect, or the store: of this browser, and none of the others
            return new Attempt.Again(subscription.device(), null);
        } finally {
            permits.release();
        }
    }

    private void record(Sending sending, Instant now) {
        List<PushResult> results = new ArrayList<>();
        List<Attempt.Again> again = new ArrayList<>();
        for (CompletableFuture<Attempt> attempt : sending.attempts()) {
            switch (attempt.join()) {
                case Attempt.Ended(PushResult result) -> results.add(result);
                case Attempt.Again unfinished -> again.add(unfinished);
            }
        }
        DueNotification due = sending.due();
        Instant next = backoff.next(due.attempts(), longest(again), now);
        if (!again.isEmpty() && next.isBefore(PushDecision.usefulUntil(due, sending.item()))) {
            ports.queue().putOff(due, next, PushReason.UNREACHABLE, results);
            ports.observer().putOff(PushReason.UNREACHABLE);
            tell(due, results);
            return;
        }
        again.forEach(unfinished -> results.add(
                new PushResult(unfinished.device(), PushOutcome.FAILED, PushReason.UNREACHABLE, null, now)));
        finish(due, results);
    }

    private static @Nullable Duration longest(List<Attempt.Again> again) {
        return again.stream()
                .map(Attempt.Again::after)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(asked -> asked.compareTo(MAX_ASKED) < 0 ? asked : MAX_ASKED)
                .orElse(null);
    }

    private void putOff(DueNotification due, PushReason reason, Instant now) {
        ports.queue().putOff(due, backoff.next(due.attempts(), null, now), reason, List.of());
        ports.observer().putOff(reason);
    }

    private void finish(DueNotification due, List<PushResult> results) {
        ports.queue().finish(due, results);
        tell(due, results);
    }

    private void tell(DueNotification due, List<PushResult> results) {
        results.forEach(result -> ports.observer().ended(result, Duration.between(due.dueAt(), result.at())));
    }
}
