package io.heliograph.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LingeringChannelsTest {
    private static final ChannelName LOBBY = new ChannelName("room:lobby");
    private static final ChannelName KITCHEN = new ChannelName("room:kitchen");

    private final LingeringChannels lingering = new LingeringChannels(Duration.ofSeconds(30));

    @Test
    void letsAChannelGoWhenItLingeredLongEnough() {
        lingering.release(LOBBY, seconds(0));
        lingering.release(KITCHEN, seconds(10));

        assertThat(lingering.takeExpired(seconds(29))).isEmpty();
        assertThat(lingering.takeExpired(seconds(30))).containsExactly(LOBBY);
        assertThat(lingering.takeExpired(seconds(40))).containsExactly(KITCHEN);
        assertThat(lingering.takeExpired(seconds(90))).isEmpty();
    }

    @Test
    void keepsAChannelThatIsHeldAgain() {
        lingering.release(LOBBY, seconds(0));
        lingering.hold(LOBBY);

        assertThat(lingering.takeExpired(seconds(90))).isEmpty();
    }

    @Test
    void lingersAnewWhenReleasedAgain() {
        lingering.release(LOBBY, seconds(0));
        lingering.release(KITCHEN, seconds(5));
        lingering.release(LOBBY, seconds(20));

        assertThat(lingering.takeExpired(seconds(40))).containsExactly(KITCHEN);
        assertThat(lingering.takeExpired(seconds(50))).containsExactly(LOBBY);
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
