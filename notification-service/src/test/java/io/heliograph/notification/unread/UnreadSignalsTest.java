package io.heliograph.notification.unread;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.SignalEvent;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UnreadSignalsTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void areALatestValueOfTheUsersChannel() {
        SignalEvent signal = UnreadSignals.of(due("auth0|42", 7), 3, NOON).orElseThrow();

        assertThat(signal.channel().value()).isEqualTo("user:auth0%7C42");
        assertThat(signal.durability()).isEqualTo(Durability.LATEST);
        assertThat(signal.key()).isEqualTo("unread");
        assertThat(signal.type()).isEqualTo("io.heliograph.unread.v1");
        assertThat(signal.time()).isEqualTo(NOON);
        assertThat(Objects.requireNonNull(signal.data()).text()).isEqualTo("{\"unread\":3}");
    }

    @Test
    void haveAnIdForEachReasonAndUser() {
        assertThat(id("ann", 7))
                .isEqualTo(id("ann", 7))
                .isNotEqualTo(id("ann", 8))
                .isNotEqualTo(id("bob", 7));
    }

    @Test
    void areNotForAUserWithoutAChannel() {
        assertThat(UnreadSignals.of(due("a".repeat(200), 7), 3, NOON)).isEmpty();
    }

    private static String id(String user, long number) {
        return UnreadSignals.of(due(user, number), 3, NOON).orElseThrow().id();
    }

    private static UnreadDue due(String user, long number) {
        return new UnreadDue(user, number, NOON.plusSeconds(30));
    }
}
