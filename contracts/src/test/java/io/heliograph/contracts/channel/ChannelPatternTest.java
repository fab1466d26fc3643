package io.heliograph.contracts.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelPatternTest {
    @ParameterizedTest
    @CsvSource({
        "room:*, room:1, true",
        "room:*, room:a:b, true",
        "room:*, rooms:1, false",
        "room:*, user:1, false",
        "room:team-*, room:team-7, true",
        "room:team-*, room:team, false",
        "room:1, room:1, true",
        "room:1, room:12, false",
        "room:1, room:, false",
    })
    void coversANameOrWhatBeginsLikeIt(String pattern, String channel, boolean covered) {
        assertThat(ChannelName.isValid(channel) && new ChannelPattern(pattern).matches(new ChannelName(channel)))
                .isEqualTo(covered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "room", "room*", "ro*:1", "*:1", "room:", "room:a*b", "room:**", "Room:*", "room:a b*"})
    void refusesWhatReachesIntoAnotherKindOrIsNoBeginning(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ChannelPattern(pattern));
    }
}
