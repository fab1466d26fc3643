package io.heliograph.document.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevocationTest {
    private static final Instant UP_TO = Instant.ofEpochSecond(1_000, 500_000_000);

    @Test
    void coversTheUsersTokensThatWereIssuedUpToItsSecond() {
        Revocation revocation = new Revocation(Optional.of("ann"), UP_TO);

        assertThat(revocation.covers("ann", Instant.ofEpochSecond(999))).isTrue();
        assertThat(revocation.covers("ann", Instant.ofEpochSecond(1_000))).isTrue();
        assertThat(revocation.covers("ann", Instant.ofEpochSecond(1_001))).isFalse();
        assertThat(revocation.covers("bob", Instant.ofEpochSecond(999))).isFalse();
    }

    @Test
    void coversEverybodysWhenItNamesNobody() {
        assertThat(new Revocation(Optional.empty(), UP_TO).covers("bob", Instant.ofEpochSecond(1_000)))
                .isTrue();
    }
}
