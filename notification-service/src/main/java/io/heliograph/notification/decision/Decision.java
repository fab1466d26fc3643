package io.heliograph.notification.decision;

import io.heliograph.notification.preferences.DeliveryChannel;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a notification goes.
 *
 * @param policy the name of the category policy that was applied
 * @param verdicts for every channel
 * @param digestAt when what is held is summarised; null exactly when nothing is held
 */
public record Decision(
        String policy,
        Map<DeliveryChannel, Verdict> verdicts,
        @Nullable Instant digestAt) {
    public Decision {
        verdicts = Collections.unmodifiableMap(new EnumMap<>(verdicts));
        boolean holds = verdicts.values().stream().anyMatch(verdict -> verdict.outcome() == Outcome.DIGEST);
        if (verdicts.size() != DeliveryChannel.values().length || holds != (digestAt != null)) {
            throw new IllegalArgumentException(
                    "a verdict for every channel, and a time exactly when something is held");
        }
    }

    public Verdict on(DeliveryChannel channel) {
        return Objects.requireNonNull(verdicts.get(channel), "there is one for every channel");
    }

    public Outcome outcome(DeliveryChannel channel) {
        return on(channel).outcome();
    }

    public boolean alerts(DeliveryChannel channel) {
        return outcome(channel) == Outcome.ALERT;
    }

    /** On some channel. */
    public boolean alerts() {
        return verdicts.keySet().stream().anyMatch(this::alerts);
    }

    /** Whether it was of no use when it came. */
    public boolean isExpired() {
        return on(DeliveryChannel.IN_APP).reasons().contains(Reason.EXPIRED);
    }
}
