package io.heliograph.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformPlanTest {
    private static final PlatformPlan PLAN = new PlatformPlan(PortPlan.DEFAULT, new Replicas(2, 1), 8_080);
    private static final int SHIFT_TO_BAD_PORT = 2_000;

    @Test
    void hasTheServicesOfTheTableWithNumberedGateways() {
        assertThat(PLAN.services())
                .extracting(ServiceInstance::name)
                .containsExactly(
                        "delivery-store",
                        "gateway-1",
                        "gateway-2",
                        "notification-service",
                        "presence-service",
                        "feed-service",
                        "document-service-1");
    }

    @Test
    void givesPortsThatPeopleCanRemember() {
        assertThat(PLAN.portOwners())
                .containsEntry(8_080, "the proxy")
                .containsEntry(15_432, "PostgreSQL")
                .containsEntry(16_379, "Redis")
                .containsEntry(18_080, "the token issuer")
                .containsEntry(19_092, "Kafka")
                .containsEntry(8_081, "gateway-1")
                .containsEntry(9_082, "gateway-2's management")
                .containsEntry(8_091, "delivery-store")
                .containsEntry(8_092, "notification-service")
                .containsEntry(9_092, "notification-service's management")
                .containsEntry(8_093, "presence-service")
                .containsEntry(8_094, "feed-service")
                .containsEntry(8_095, "document-service-1");
    }

    @Test
    void movesAllPortsByTheSameDistance() {
        var moved = new PlatformPlan(new PortPlan(500), new Replicas(2, 1), 8_580);

        assertThat(moved.portOwners().keySet())
                .containsExactlyElementsOf(PLAN.portOwners().keySet().stream()
                        .map(port -> port + 500)
                        .toList());
    }

    @Test
    void givesTheSamePortToNoTwoPartsHoweverManyThereAre() {
        assertThat(new PlatformPlan(PortPlan.DEFAULT, new Replicas(10, 5), 8_080).portOwners())
                .hasSize(6 + 2 * (10 + 5 + 4));
    }

    @Test
    void staysBelowThePortsOfOutgoingConnections() {
        assertThat(new PlatformPlan(new PortPlan(PortPlan.MAX_SHIFT), new Replicas(10, 5), 8_080)
                        .portOwners()
                        .keySet())
                .allMatch(port -> port < 32_768);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, PortPlan.MAX_SHIFT + 1})
    void refusesAShiftOutOfBounds(int shift) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PortPlan(shift))
                .withMessage("ports can be moved by 0 to 12000, not by " + shift);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void refusesANumberOfGatewaysOutOfBounds(int gateways) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Replicas(gateways, 1))
                .withMessage("there can be 1 to 10 gateways, not " + gateways);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void refusesANumberOfDocumentServicesOutOfBounds(int documents) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Replicas(1, documents))
                .withMessage("there can be 1 to 5 document-services, not " + documents);
    }

    @Test
    void refusesAnEdgePortThatAServiceNeeds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlatformPlan(PortPlan.DEFAULT, new Replicas(2, 1), 8_081))
                .withMessage("port 8081 is needed by both the proxy and gateway-1");
    }

    @Test
    void refusesAShiftThatPutsTheEdgeWhereBrowsersDoNotGo() {
        var ports = new PortPlan(SHIFT_TO_BAD_PORT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlatformPlan(ports, new Replicas(2, 1), ports.edge()))
                .withMessage(
                        "clients would connect to port 10080, which browsers refuse because another protocol lives there"
                                + " (https://fetch.spec.whatwg.org/#port-blocking): take another --port-shift or --port");
        assertThat(new PlatformPlan(ports, new Replicas(2, 1), 8_080).url()).isEqualTo("http://localhost:8080");
    }

    @Test
    void knowsAProcessByWhatItCallsItself() {
        var plan = new PlatformPlan(PortPlan.DEFAULT, new Replicas(10, 1), 8_080);

        assertThat(plan.ofPod("gateway-1-bm0enb")).map(ServiceInstance::name).contains("gateway-1");
        assertThat(plan.ofPod("gateway-10-bm0enb")).map(ServiceInstance::name).contains("gateway-10");
        assertThat(plan.ofPod("gateway-2")).map(ServiceInstance::name).contains("gateway-2");
        assertThat(plan.ofPod("gateway-11-bm0enb")).isEmpty();
    }

    @Test
    void neverDrawsTheDefaultPlan() {
        var random = new SplittableRandom(1);

        for (int draw = 0; draw < 1_000; draw++) {
            assertThat(PortPlan.drawn(random).shift()).isBetween(100, PortPlan.MAX_SHIFT);
        }
    }

    @Test
    void drawsAgainWhenTheEdgeWouldBeWhereBrowsersDoNotGo() {
        var shifts = List.of(SHIFT_TO_BAD_PORT, SHIFT_TO_BAD_PORT, 2_001).iterator();
        var random = new RandomGenerator() {
            @Override
            public int nextInt(int origin, int bound) {
                return shifts.next();
            }

            @Override
            public long nextLong() {
                throw new UnsupportedOperationException("draws are of a range");
            }
        };

        assertThat(PortPlan.drawn(random)).isEqualTo(new PortPlan(2_001));
    }

    @Test
    void sendsEachPathToTheServiceThatServesIt() {
        assertThat(ServiceKind.GATEWAY.serves("/connect")).isTrue();
        assertThat(ServiceKind.GATEWAY.serves("/connect/events")).isTrue();
        assertThat(ServiceKind.GATEWAY.serves("/channels/user:42/publications")).isTrue();
        assertThat(ServiceKind.GATEWAY.serves("/socket.io/")).isTrue();
        assertThat(ServiceKind.GATEWAY.serves("/connections")).isFalse();
        assertThat(ServiceKind.GATEWAY.serves("/q/health/ready")).isFalse();
        assertThat(ServiceKind.NOTIFICATION.serves("/notifications/7/read")).isTrue();
        assertThat(ServiceKind.PRESENCE.serves("/presence/ann")).isTrue();
        assertThat(ServiceKind.DELIVERY_STORE.serves("/")).isFalse();
    }
}
