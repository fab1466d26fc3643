package io.heliograph.gateway.routing;

import java.util.random.RandomGenerator;

/**
 * One gateway process: its Kubernetes name and a part drawn at start, so that a name that is used again is another pod.
 *
 * @param value 1 to 255 characters of {@code [a-z0-9.-]}
 */
public record PodId(String value) {
    private static final int RANDOM_LENGTH = 6;
    private static final int RADIX = 36;

    public PodId {
        if (!value.matches("[a-z0-9.-]{1,255}")) {
            throw new IllegalArgumentException(
                    "HELIOGRAPH_POD_NAME must be lower case letters, digits, '.' and '-', at most 248, is '" + value
                            + "'");
        }
    }

    public static PodId draw(String podName, RandomGenerator random) {
        var drawn = new StringBuilder(podName).append('-');
        for (int i = 0; i < RANDOM_LENGTH; i++) {
            drawn.append(Character.forDigit(random.nextInt(RADIX), RADIX));
        }
        return new PodId(drawn.toString());
    }

    @Override
    public String toString() {
        return value;
    }
}
