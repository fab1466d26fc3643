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
 * @param bound how many of them alert a user
 * @param digest whether they are summarised unless the user has chosen otherwise
 * @param pushAfter how long a device has to acknowledge one before it is pushed or sent by e-mail
 */
public record CategoryPolicy(
        String name,
        String title,
        Set<DeliveryChannel> channels,
        boolean required,
        boolean highPasses,
        RateBound bound,
        DigestChoice digest,
        Duration pushAfter) {
    public CategoryPolicy {
        channels = channels.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(channels));
        if (pushAfter.isNegative()) {
            throw new IllegalArgumentException("push-after of " + name + " must not be negative");
        }
    }

    public boolean isOnByDefault(DeliveryChannel channel) {
        return channels.contains(channel);
    }
}
