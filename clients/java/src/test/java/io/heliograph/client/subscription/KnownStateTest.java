package io.heliograph.client.subscription;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownStateTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    private final KnownState state = new KnownState();

    @Test
    void tellsWhatIsThereAndThatItIsAll() {
        SubscriptionEvent.StateChanged change = requireNonNull(state.take(List.of(value("a", 1), value("b", 2)), true));

        assertThat(change.changed()).containsOnlyKeys("a", "b");
        assertThat(change.state()).containsOnlyKeys("a", "b");
        assertThat(change.complete()).isTrue();
    }

    @Test
    void dropsVersionsThatGoBack() {
        state.take(List.of(value("a", 5)), true);

        assertThat(state.take(List.of(value("a", 4), value("a", 5)), false)).isNull();
    }

    @Test
    void doesNotBringARemovedKeyBack() {
        state.take(List.of(value("a", 1)), true);
        SubscriptionEvent.StateChanged removal = requireNonNull(state.take(List.of(removal("a", 3)), false));
        assertThat(removal.removed()).containsExactly("a");
        assertThat(removal.state()).isEmpty();

        assertThat(state.take(List.of(value("a", 2)), false)).isNull();
    }

    @Test
    void dropsWhatDidNotComeAgainOnceAllHasCome() {
        state.take(List.of(value("a", 1), value("b", 2)), true);
        state.restart();

        assertThat(state.take(List.of(value("b", 2)), false)).isNull();
        SubscriptionEvent.StateChanged change = requireNonNull(state.take(List.of(value("c", 3)), true));

        assertThat(change.removed()).containsExactly("a");
        assertThat(change.state()).containsOnlyKeys("b", "c");
    }

    private static ServerFrame.StateValue value(String key, long number) {
        return new ServerFrame.StateValue(
                ROOM,
                key,
                new Version(1, number),
                new ServerFrame.StateValue.Content("i", "t", Instant.EPOCH, null, JsonBytes.of("1")));
    }

    private static ServerFrame.StateValue removal(String key, long number) {
        return new ServerFrame.StateValue(ROOM, key, new Version(1, number), null);
    }
}
