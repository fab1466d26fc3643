package io.heliograph.notification.push;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is done with a due notification. */
public sealed interface PushDecision {
    record Send() implements PushDecision {}

    /** For ever. */
    record Cancel(PushReason reason) implements PushDecision {}

    /** Nothing can be said yet. */
    record Wait(PushReason reason) implements PushDecision {}

    /** How long a notification may be missing in its channel before it is given up: Kafka or delivery-store may lag, but what was replaced there never comes. */
    Duration PATIENCE = Duration.ofHours(1);

    /** What the inbox alone can say: null when the devices have to be asked about. */
    static @Nullable Cancel ofInbox(DueNotification due, boolean subscribed, Instant now) {
        InboxState item = due.item();
        if (item == null || item.withdrawn()) {
            return new Cancel(PushReason.RETRACTED);
        }
        if (item.read()) {
            return new Cancel(PushReason.READ);
        }
        if (!now.isBefore(usefulUntil(due, item))) {
            return new Cancel(PushReason.EXPIRED);
        }
        return subscribed ? null : new Cancel(PushReason.NO_SUBSCRIPTION);
    }

    static PushDecision ofDelivery(DueNotification due, DeliveryState state, Instant now) {
        return switch (state) {
            case UNACKNOWLEDGED -> new Send();
            case ACKNOWLEDGED -> new Cancel(PushReason.ACKNOWLEDGED);
            case NOT_IN_CHANNEL ->
                now.isBefore(due.dueAt().plus(PATIENCE))
                        ? new Wait(PushReason.NOT_STORED_YET)
                        : new Cancel(PushReason.NOT_IN_CHANNEL);
        };
    }

    /** Until when it is worth sending: push services keep nothing longer than {@link PushMessage#MAX_TTL}. */
    static Instant usefulUntil(DueNotification due, InboxState item) {
        Instant longest = due.dueAt().plus(PushMessage.MAX_TTL);
        Instant expiresAt = item.expiresAt();
        return expiresAt != null && expiresAt.isBefore(longest) ? expiresAt : longest;
    }
}
