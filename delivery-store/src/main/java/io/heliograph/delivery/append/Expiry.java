package io.heliograph.delivery.append;

import io.heliograph.contracts.event.PublicationEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** When a publication expires by this store's clock: as long after its arrival as its producer wanted it to live, so that a wrong clock at the producer's cancels out. */
final class Expiry {
    /** Longer than any retention that makes sense; keeps the sum within what the database can hold. */
    private static final Duration MAX_LIFE = Duration.ofDays(3660);

    private Expiry() {}

    /** Null when it does not expire; {@code arrivedAt} when it was expired before it was sent. In microseconds, as the database keeps it. */
    static @Nullable Instant atThisClock(PublicationEvent event, Instant arrivedAt) {
        Instant wanted = event.expiresAt();
        if (wanted == null) {
            return null;
        }
        Duration life = Duration.between(event.time(), wanted);
        if (life.isNegative()) {
            life = Duration.ZERO;
        }
        return arrivedAt.plus(life.compareTo(MAX_LIFE) > 0 ? MAX_LIFE : life).truncatedTo(ChronoUnit.MICROS);
    }
}
