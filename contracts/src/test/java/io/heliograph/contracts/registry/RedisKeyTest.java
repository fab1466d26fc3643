package io.heliograph.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import org.junit.jupiter.api.Test;

class RedisKeyTest {
    /** Services of different releases meet at these names. */
    @Test
    void hasPermanentNames() {
        assertThat(RedisKey.REGISTRY).isEqualTo("registry");
        assertThat(RedisKey.ALL_PODS).isEqualTo("pods");
        assertThat(RedisKey.pod("gateway-1-x7k2")).isEqualTo("pod:gateway-1-x7k2");
        assertThat(RedisKey.route(new ChannelName("user:42"))).isEqualTo("route:user:42");
        assertThat(RedisKey.connections("42")).isEqualTo("connections:42");
    }
}
