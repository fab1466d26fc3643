package io.heliograph.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.gateway.routing.RouteSweep.Removal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouteSweepTest {
    private static final PodId OWN = new PodId("pod-1");
    private static final Map<String, Map<String, String>> ROUTES =
            Map.of("route:room:lobby", Map.of("pod-1", "100", "pod-2", "200", "pod-3", "300"));

    @Test
    void removesTheRoutesOfPodsWithoutALease() {
        assertThat(RouteSweep.removals(OWN, ROUTES, Set.of("pod-2"), Duration.ofSeconds(60)))
                .containsExactly(new Removal("route:room:lobby", "pod-3", "300"));
    }

    @Test
    void neverRemovesItsOwn() {
        assertThat(RouteSweep.removals(OWN, ROUTES, Set.of(), Duration.ofDays(1)))
                .extracting(Removal::pod)
                .containsExactlyInAnyOrder("pod-2", "pod-3");
    }

    @Test
    void concludesNothingFromAYoungRegistry() {
        assertThat(RouteSweep.removals(OWN, ROUTES, Set.of(), Duration.ofSeconds(59)))
                .isEmpty();
    }
}
