package io.heliograph.delivery.append;

import static io.heliograph.delivery.testing.Events.NOON;
import static io.heliograph.delivery.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant ARRIVAL = NOON.plusSeconds(7);

    @Test
    void countsTheLifeFromTheArrivalSoThatAWrongClockCancelsOut() {
        assertThat(Expiry.atThisClock(expiring(NOON.plusSeconds(60)), ARRIVAL)).isEqualTo(ARRIVAL.plusSeconds(60));
    }

    @Test
    void isOverOnArrivalWhenItWasOverBeforeItWasSent() {
        assertThat(Expiry.atThisClock(expiring(NOON.minusSeconds(60)), ARRIVAL)).isEqualTo(ARRIVAL);
    }

    @Test
    void boundsALifeThatTheDatabaseCouldNotHold() {
        assertThat(Expiry.atThisClock(expiring(Instant.MAX), ARRIVAL)).isEqualTo(ARRIVAL.plus(Duration.ofDays(3660)));
    }

    @Test
    void isAbsentWithoutOne() {
        assertThat(Expiry.atThisClock(event("a", "room:1"), ARRIVAL)).isNull();
    }

    private static PublicationEvent expiring(Instant expiresAt) {
        PublicationEvent plain = event("a", "room:1");
        return new PublicationEvent(
                plain.id(),
                plain.source(),
                plain.type(),
                plain.time(),
                plain.channel(),
                null,
                expiresAt,
                Priority.NORMAL,
                null,
                plain.data());
    }
}
