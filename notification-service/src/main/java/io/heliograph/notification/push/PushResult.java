package io.heliograph.notification.push;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a notification on its way to a browser.
 *
 * @param device null when it holds for all of the user's devices
 * @param status what the push service answered; null when it was not asked
 */
public record PushResult(
        @Nullable String device,
        PushOutcome outcome,
        PushReason reason,
        @Nullable Integer status,
        Instant at) {
    static PushResult cancelled(PushReason reason, Instant at) {
        return new PushResult(null, PushOutcome.CANCELLED, reason, null, at);
    }
}
