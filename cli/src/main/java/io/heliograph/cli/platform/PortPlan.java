package io.heliograph.cli.platform;

import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Which port of the loopback interface each part listens on: fixed numbers that people can remember, all moved by the same
 * distance when several platforms run side by side. A service's management port is its port plus 1000.
 */
public record PortPlan(int shift) {
    public static final PortPlan DEFAULT = new PortPlan(0);

    private static final int EDGE = 8_080;
    private static final int POSTGRES = 15_432;
    private static final int REDIS = 16_379;
    private static final int ISSUER = 18_080;
    private static final int KAFKA = 19_092;
    private static final int KAFKA_CONTROLLER = 19_093;
    private static final int MANAGEMENT_DISTANCE = 1_000;
    /** Keeps all ports below 32768, where outgoing connections begin: one of them could take a restarting server's port. */
    public static final int MAX_SHIFT = 12_000;

    private static final int MIN_DRAWN_SHIFT = 100;

    public PortPlan {
        if (shift < 0 || shift > MAX_SHIFT) {
            throw new IllegalArgumentException("ports can be moved by 0 to %d, not by %d".formatted(MAX_SHIFT, shift));
        }
    }

    /** Any plan but the default one, so that a platform for tests leaves the usual ports alone, and none whose edge browsers refuse. */
    public static PortPlan drawn(RandomGenerator random) {
        return Stream.generate(() -> new PortPlan(random.nextInt(MIN_DRAWN_SHIFT, MAX_SHIFT + 1)))
                .filter(plan -> !BadPorts.contains(plan.edge()))
                .findFirst()
                .orElseThrow();
    }

    /** Where the proxy listens that plays the ingress. */
    public int edge() {
        return EDGE + shift;
    }

    public int postgres() {
        return POSTGRES + shift;
    }

    public int redis() {
        return REDIS + shift;
    }

    public int issuer() {
        return ISSUER + shift;
    }

    public int kafka() {
        return KAFKA + shift;
    }

    public int kafkaController() {
        return KAFKA_CONTROLLER + shift;
    }

    /** @param number counts instances of the service from 1 */
    public int http(ServiceKind kind, int number) {
        return kind.firstPort() + number - 1 + shift;
    }

    public int management(ServiceKind kind, int number) {
        return http(kind, number) + MANAGEMENT_DISTANCE;
    }
}
