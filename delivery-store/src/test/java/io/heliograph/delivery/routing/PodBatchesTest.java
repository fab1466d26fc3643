package io.heliograph.delivery.routing;

import static io.heliograph.delivery.testing.Stored.publication;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodBatchesTest {
    @Test
    void givesEachPodWhatItServesInOrderAndNobodyWhatNobodyServes() {
        var a1 = publication("room:a", 1);
        var b1 = publication("room:b", 1);
        var c1 = publication("room:c", 1);
        var a2 = publication("room:a", 2);

        var batches = PodBatches.group(
                List.of(a1, b1, c1, a2),
                Map.of(
                        new ChannelName("room:a"), List.of("pod-1", "pod-2"),
                        new ChannelName("room:b"), List.of("pod-2")));

        assertThat(batches).containsOnlyKeys("pod-1", "pod-2");
        assertThat(batches.get("pod-1")).isEqualTo(List.of(a1, a2));
        assertThat(batches.get("pod-2")).isEqualTo(List.of(a1, b1, a2));
    }
}
