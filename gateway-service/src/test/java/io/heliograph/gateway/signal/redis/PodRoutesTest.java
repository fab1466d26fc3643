package io.heliograph.gateway.signal.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodRoutesTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    private final PodRoutes routes = new PodRoutes();

    @Test
    void knowsARouteForAWhileOnly() {
        long readNanos = Long.MAX_VALUE - 5;
        routes.put(ROOM, List.of("pod-1"), readNanos);

        assertThat(routes.find(ROOM, readNanos + PodRoutes.LIFE.toNanos() - 1)).containsExactly("pod-1");
        assertThat(routes.find(ROOM, readNanos + PodRoutes.LIFE.toNanos())).isNull();
    }

    @Test
    void forgetsTheOldestBeyondItsBound() {
        for (int i = 0; i <= PodRoutes.MAX_CHANNELS; i++) {
            routes.put(new ChannelName("room:" + i), List.of(), 0);
        }

        assertThat(routes.size()).isEqualTo(PodRoutes.MAX_CHANNELS);
        assertThat(routes.find(new ChannelName("room:0"), 0)).isNull();
        assertThat(routes.find(new ChannelName("room:" + PodRoutes.MAX_CHANNELS), 0))
                .isEmpty();
    }
}
