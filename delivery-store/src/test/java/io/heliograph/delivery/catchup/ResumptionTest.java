package io.heliograph.delivery.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResumptionTest {
    private static final ChannelState STATE = new ChannelState(5, 20, 8);

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void decides(String what, Start start, ChannelState state, Position base, ResetReason reset) {
        Resumption resumption = Resumption.decide(start, state);

        assertThat(resumption.base()).isEqualTo(base);
        assertThat(resumption.reset()).isEqualTo(reset);
        assertThat(resumption.head()).isEqualTo(state == null ? Position.BEGINNING : new Position(5, 20));
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of("inside", after(5, 12), STATE, new Position(5, 12), null),
                Arguments.of("at the head", after(5, 20), STATE, new Position(5, 20), null),
                Arguments.of("just inside retention", after(5, 8), STATE, new Position(5, 8), null),
                Arguments.of("older than what is kept", after(5, 7), STATE, new Position(5, 8), ResetReason.RETENTION),
                Arguments.of("beyond the head", after(5, 21), STATE, new Position(5, 20), ResetReason.UNKNOWN),
                Arguments.of("another life", after(4, 12), STATE, new Position(5, 8), ResetReason.EPOCH),
                Arguments.of("from the beginning", new Start.Beginning(), STATE, new Position(5, 8), null),
                Arguments.of("position 0", Start.after(Position.BEGINNING), STATE, new Position(5, 8), null),
                Arguments.of("at the head, by word", new Start.Head(), STATE, new Position(5, 20), null),
                Arguments.of("no row, at a position", after(5, 12), null, Position.BEGINNING, ResetReason.EPOCH),
                Arguments.of("no row, beginning", new Start.Beginning(), null, Position.BEGINNING, null),
                Arguments.of("no row, head", new Start.Head(), null, Position.BEGINNING, null));
    }

    private static Start after(long epoch, long offset) {
        return new Start.After(new Position(epoch, offset));
    }
}
