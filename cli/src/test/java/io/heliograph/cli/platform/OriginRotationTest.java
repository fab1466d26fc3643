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
        rotation.forRequest(THREE, Optional.empty());

        assertThat(rotation.forRequest(THREE, Optional.empty()))
                .extracting(ServiceInstance::name)
                .containsExactly("gateway-2", "gateway-3", "gateway-1");
    }

    @Test
    void prefersTheOneThatTheClientHadBefore() {
        assertThat(rotation.forRequest(THREE, Optional.of("gateway-3")))
                .extracting(ServiceInstance::name)
                .containsExactly("gateway-3", "gateway-1", "gateway-2");
    }

    @Test
    void ignoresACookieThatNamesNobody() {
        assertThat(rotation.forRequest(THREE, Optional.of("gateway-9"))).hasSameElementsAs(THREE);
    }

    @Test
    void hasNoCandidateWhenAllAreDown() {
        assertThat(rotation.forRequest(List.of(), Optional.of("gateway-1"))).isEmpty();
    }

    @Test
    void opensASocketWhereTheFewestAreOpen() {
        rotation.opened("gateway-1");
        rotation.opened("gateway-2");

        assertThat(List.of(firstForSocket(), firstForSocket(), firstForSocket()))
                .containsExactly("gateway-3", "gateway-3", "gateway-3");
    }

    @Test
    void takesTurnsAmongThoseWithTheFewestSockets() {
        rotation.opened("gateway-2");

        assertThat(List.of(firstForSocket(), firstForSocket(), firstForSocket()))
                .containsExactly("gateway-1", "gateway-3", "gateway-3");
    }

    @Test
    void countsAClosedSocketNoLonger() {
        rotation.opened("gateway-1");
        rotation.closed("gateway-1");

        assertThat(firstForSocket()).isEqualTo("gateway-1");
    }

    @Test
    void obeysTheCookieWhereverTheFewestSocketsAre() {
        rotation.opened("gateway-3");

        assertThat(rotation.forSocket(THREE, Optional.of("gateway-3")))
                .extracting(ServiceInstance::name)
                .containsExactly("gateway-3", "gateway-1", "gateway-2");
    }

    private String firstForSocket() {
        return rotation.forSocket(THREE, Optional.empty()).getFirst().name();
    }

    private String first() {
        return rotation.forRequest(THREE, Optional.empty()).getFirst().name();
    }
}
