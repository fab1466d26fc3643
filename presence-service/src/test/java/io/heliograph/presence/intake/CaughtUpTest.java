package io.heliograph.presence.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CaughtUpTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final CaughtUp caughtUp = new CaughtUp(Duration.ofSeconds(30));

    @Test
    void isCaughtUpToTheMomentWhoseEndWasReached() {
        caughtUp.position(100);
        assertThat(caughtUp.until()).isEqualTo(Instant.MIN);

        caughtUp.end(10, START);
        caughtUp.position(9);
        assertThat(caughtUp.until()).isEqualTo(Instant.MIN);
        caughtUp.position(10);
        assertThat(caughtUp.until()).isEqualTo(START);
    }

    @Test
    void aBusyPartitionIsCaughtUpAlthoughItsEndMovesOn() {
        caughtUp.end(10, START);
        caughtUp.end(20, START.plusSeconds(1));
        caughtUp.position(12);
        assertThat(caughtUp.until()).isEqualTo(START);

        caughtUp.end(20, START.plusSeconds(2));
        caughtUp.position(19);
        assertThat(caughtUp.until()).isEqualTo(START);
        caughtUp.position(25);
        assertThat(caughtUp.until()).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void waitsForTheGatewaysAfterKafkaWasAway() {
        caughtUp.end(10, START);
        caughtUp.position(10);
        caughtUp.end(10, START.plusSeconds(60));
        caughtUp.position(10);
        assertThat(caughtUp.until()).isEqualTo(START);

        for (int i = 61; i < 90; i++) {
            caughtUp.end(10, START.plusSeconds(i));
            caughtUp.position(10);
        }
        assertThat(caughtUp.until()).isEqualTo(START);
        caughtUp.end(10, START.plusSeconds(90));
        caughtUp.position(10);
        assertThat(caughtUp.until()).isEqualTo(START.plusSeconds(90));
    }
}
