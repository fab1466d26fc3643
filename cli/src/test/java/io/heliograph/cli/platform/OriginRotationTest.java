package io.heliograph.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginRotationTest {
    private static final List<ServiceInstance> THREE =
            new PlatformPlan(PortPlan.DEFAULT, new Replicas(3, 1), 8_080).services(ServiceKind.GATEWAY);

    private final OriginRotation rotation = new OriginRotation();

    @Test
    void takesTurns() {
        assertThat(List.of(first(), first(), first(), first()))
                .containsExactly("gateway-1", "gateway-2", "gateway-3", "gateway-1");
    }

    @Test
    void offersTheOthersAfterTheFirst() {
        rotation.candidates(THREE, Optional.empty());

        assertThat(rotation.candidates(THREE, Optional.empty()))
                .extracting(ServiceInstance::name)
                .containsExactly("gateway-2", "gateway-3", "gateway-1");
    }

    @Test
    void prefersTheOneThatTheClientHadBefore() {
        assertThat(rotation.candidates(THREE, Optional.of("gateway-3")))
                .extracting(ServiceInstance::name)
                .containsExactly("gateway-3", "gateway-1", "gateway-2");
    }

    @Test
    void ignoresACookieThatNamesNobody() {
        assertThat(rotation.candidates(THREE, Optional.of("gateway-9"))).hasSameElementsAs(THREE);
    }

    @Test
    void hasNoCandidateWhenAllAreDown() {
        assertThat(rotation.candidates(List.of(), Optional.of("gateway-1"))).isEmpty();
    }

    private String first() {
        return rotation.candidates(THREE, Optional.empty()).getFirst().name();
    }
}
