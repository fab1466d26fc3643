package io.heliograph.client.connection;

import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.OptionalLong;

/** The present connection: its token and its signs of life. Confined to its mailbox. */
final class LiveLink {
    private static final Duration MIN_SILENCE = Duration.ofSeconds(1);

    private final int link;
    private final long maxSilenceNanos;
    private final TokenRenewal renewal;
    private long heardNanos;

    LiveLink(int link, ServerFrame.Welcome welcome, TokenRenewal renewal, long nowNanos) {
        this.link = link;
        this.renewal = renewal;
        // Two intervals and a half, docs/protocol.md §4.11.
        this.maxSilenceNanos =
                Math.max(MIN_SILENCE.toNanos(), Deadlines.afterMillis(welcome.pingIntervalMillis(), 0) / 2 * 5);
        this.heardNanos = nowNanos;
        renewal.granted(welcome.expiresInMillis(), nowNanos);
    }

    int link() {
        return link;
    }

    TokenRenewal renewal() {
        return renewal;
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    boolean isSilent(long nowNanos) {
        return nowNanos - heardNanos >= maxSilenceNanos;
    }

    OptionalLong deadlineNanos() {
        return Deadlines.earliest(OptionalLong.of(heardNanos + maxSilenceNanos), renewal.deadlineNanos());
    }
}
