package io.heliograph.contracts.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.wire.PodMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatchUpTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    @Test
    void reachedItsBaseWithoutEntries() {
        var answer = new CatchUp(ROOM, Position.parse("e7.18"), Position.parse("e7.18"), null, List.of());

        assertThat(answer.reached()).isEqualTo(Position.parse("e7.18"));
        assertThat(answer.isComplete()).isTrue();
    }

    @Test
    void reachedTheEndOfItsLastEntry() {
        var skipped = new PodMessage.Skipped(ROOM, 511, 19, 21);

        var answer = new CatchUp(ROOM, Position.parse("e7.18"), Position.parse("e7.22"), null, List.of(skipped));

        assertThat(answer.reached()).isEqualTo(Position.parse("e7.21"));
        assertThat(answer.isComplete()).isFalse();
    }

    @Test
    void isCompleteWhenTheChannelHasNoRow() {
        assertThat(new CatchUp(ROOM, Position.BEGINNING, Position.BEGINNING, null, List.of()).isComplete())
                .isTrue();
    }
}
