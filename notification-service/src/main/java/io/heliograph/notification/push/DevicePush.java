package io.heliograph.notification.push;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sends one notification to one browser. Safe for concurrent use; blocks. */
final class DevicePush {
    private final PushService service;
    private final PushTargets targets;
    private final PushObserver observer;

    DevicePush(PushService service, PushTargets targets, PushObserver observer) {
        this.service = service;
        this.targets = targets;
        this.observer = observer;
    }

    /** How it ended, or that it is to be tried again. */
    sealed interface Attempt {
        record Ended(PushResult result) implements Attempt {}

        /** @param after what the push service asked for; null when it did not */
        record Again(String device, @Nullable Duration after) implements Attempt {}
    }

    Attempt send(DueNotification due, InboxState item, PushSubscription subscription, Instant now) {
        if (subscription.isExpired(now)) {
            remove(subscription, PushReason.SUBSCRIPTION_EXPIRED);
            return failed(subscription, PushReason.SUBSCRIPTION_EXPIRED, null, now);
        }
        PushAnswer answer = service.send(subscription, message(due, item, PushPayload.MAX_BYTES, now));
        if (answer instanceof PushAnswer.TooLarge) {
            answer = service.send(subscription, message(due, item, PushPayload.SHORT_BYTES, now));
        }
        return switch (answer) {
            case PushAnswer.Taken(int status) ->
                new Attempt.Ended(new PushResult(
                        subscription.device(), PushOutcome.SENT, PushReason.UNACKNOWLEDGED, status, now));
            case PushAnswer.Gone(int status) -> {
                remove(subscription, PushReason.SUBSCRIPTION_GONE);
                yield failed(subscription, PushReason.SUBSCRIPTION_GONE, status, now);
            }
            case PushAnswer.TooLarge(int status) -> failed(subscription, PushReason.TOO_LARGE, status, now);
            case PushAnswer.Refused(Integer status, PushReason reason) -> failed(subscription, reason, status, now);
            case PushAnswer.Later(Duration after) -> new Attempt.Again(subscription.device(), after);
        };
    }

    private static PushMessage message(DueNotification due, InboxState item, int maxBytes, Instant now) {
        String tag = item.tag(due.id().toString());
        return new PushMessage(
                PushPayload.of(due.id(), tag, item.form(), maxBytes),
                ttl(PushDecision.usefulUntil(due, item), now),
                PushMessage.Urgency.of(item.priority()),
                PushMessage.topicOf(tag));
    }

    /** In whole seconds, as the header has it, and at least one: 0 means "now or never". */
    private static Duration ttl(Instant usefulUntil, Instant now) {
        Duration left = Duration.ofSeconds(
                Math.max(1, Duration.between(now, usefulUntil).toSeconds()));
        return left.compareTo(PushMessage.MAX_TTL) < 0 ? left : PushMessage.MAX_TTL;
    }

    private static Attempt failed(
            PushSubscription subscription, PushReason reason, @Nullable Integer status, Instant now) {
        return new Attempt.Ended(new PushResult(subscription.device(), PushOutcome.FAILED, reason, status, now));
    }

    private void remove(PushSubscription subscription, PushReason reason) {
        targets.remove(subscription);
        observer.subscriptionRemoved(reason);
    }
}
