package io.heliograph.notification.preferences;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * How notifications of a category are treated.
 *
 * @param name what events call it
 * @param title what people read in their preferences
 * @param channels on which they come unless the user has chosen otherwise
 * @param required whether users cannot switch off what {@code channels} says
 * @param highPasses whether those of priority high are told at once: in quiet hours, and instead of a digest
 * @param alertsPerHour how many of them alert a user within an hour before the rest is summarised; 0 without bound
 * @param pushAfter how long a device has to acknowledge one before it is pushed
 */
public record CategoryPolicy(
        String name,
        String title,
        Set<DeliveryChannel> channels,
        boolean required,
        boolean highPasses,
        int alertsPerHour,
        Duration pushAfter) {
    public CategoryPolicy {
        channels = channels.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(channels));
        if (alertsPerHour < 0) {
            throw new IllegalArgumentException("alerts-per-hour of " + name + " must not be negative");
        }
        if (pushAfter.isNegative()) {
            throw new IllegalArgumentException("push-after of " + name + " must not be negative");
        }
    }

    public boolean isOnByDefault(DeliveryChannel channel) {
        return channels.contains(channel);
    }
}
