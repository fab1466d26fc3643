package io.heliograph.client.connection;

import io.heliograph.client.time.Deadlines;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** When a live connection's token is renewed: at 80 % of its life, docs/protocol.md §5.5, and with back-off when that fails. Confined to its mailbox. */
final class TokenRenewal {
    /** A token that lives too short to be renewed in time must not keep the client busy. */
    private static final Duration MIN_DELAY = Duration.ofSeconds(1);

    private final Backoff backoff;
    private OptionalLong dueNanos = OptionalLong.empty();
    private int failures;

    TokenRenewal(Backoff backoff) {
        this.backoff = backoff;
    }

    void granted(long expiresInMillis, long nowNanos) {
        failures = 0;
        long delayNanos = Deadlines.afterMillis(expiresInMillis, 0) / 5 * 4;
        dueNanos = OptionalLong.of(nowNanos + Math.max(delayNanos, MIN_DELAY.toNanos()));
    }

    /** Whether to ask for a token now; if so, it counts as asked for. */
    boolean begins(long nowNanos) {
        if (dueNanos.isEmpty() || !Deadlines.isDue(dueNanos.getAsLong(), nowNanos)) {
            return false;
        }
        dueNanos = OptionalLong.empty();
        return true;
    }

    void failed(long nowNanos, RandomGenerator random) {
        long delayNanos = backoff.delay(failures++, random).toNanos();
        dueNanos = OptionalLong.of(nowNanos + Math.max(delayNanos, MIN_DELAY.toNanos()));
    }

    OptionalLong deadlineNanos() {
        return dueNanos;
    }
}
