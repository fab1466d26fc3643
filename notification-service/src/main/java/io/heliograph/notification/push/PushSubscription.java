package io.heliograph.notification.push;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one browser of a user takes messages.
 *
 * @param device as in the hello of its connections (docs/protocol.md §2.2)
 * @param endpoint whoever knows it can reach the browser: never logged, and whoever subscribes with it owns it from then on
 * @param expiresAt by the browser's word; null when it does not say
 */
public record PushSubscription(
        String device,
        URI endpoint,
        BrowserKeys keys,
        @Nullable Instant expiresAt) {
    /** Of a user. One more takes the place of that which was confirmed the longest ago. */
    public static final int MAX_DEVICES = 20;

    public boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "PushSubscription[device=" + device + "]";
    }
}
