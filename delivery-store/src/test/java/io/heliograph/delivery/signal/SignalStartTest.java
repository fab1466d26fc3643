package io.heliograph.delivery.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.Version;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SignalStartTest {
    @Test
    void goesOnWhereTheStoreHoldsAllOfIt() {
        var mark = Optional.of(new Version(1, 120));

        SignalStart start = SignalStart.decide(100, mark, 1, () -> {
            throw new AssertionError("nobody has to know");
        });

        assertThat(start).isEqualTo(new SignalStart(100, 100, mark));
        assertThat(start.isRefill()).isFalse();
    }

    @Test
    void putsTheLastDayBackWhenTheMarkIsGone() {
        SignalStart start = SignalStart.decide(100, Optional.empty(), 1, () -> OptionalLong.of(40));

        assertThat(start).isEqualTo(new SignalStart(40, 100, Optional.empty()));
        assertThat(start.isRefill()).isTrue();
    }

    @Test
    void putsTheLastDayBackWhenTheStoreLostItsLastWrites() {
        var mark = Optional.of(new Version(1, 99));

        assertThat(SignalStart.decide(100, mark, 1, () -> OptionalLong.of(40)))
                .isEqualTo(new SignalStart(40, 100, mark));
    }

    @Test
    void putsTheLastDayBackUnderVersionsOfANewGeneration() {
        var mark = Optional.of(new Version(1, 500));

        assertThat(SignalStart.decide(100, mark, 2, () -> OptionalLong.of(40)).isRefill())
                .isTrue();
    }

    @Test
    void hasNothingToPutBackWhenNothingIsThatYoung() {
        assertThat(SignalStart.decide(100, Optional.empty(), 1, OptionalLong::empty)
                        .isRefill())
                .isFalse();
        assertThat(SignalStart.decide(100, Optional.empty(), 1, () -> OptionalLong.of(130)))
                .isEqualTo(new SignalStart(100, 100, Optional.empty()));
    }
}
