package io.heliograph.client.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.Position;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArrivalTest {
    @ParameterizedTest
    @CsvSource({
        // position, epoch, from, to
        "7.5, 7, 6, 6, APPLIES",
        "7.5, 7, 5, 5, DUPLICATE",
        "7.5, 7, 1, 1, DUPLICATE",
        "7.5, 7, 7, 7, JUMP",
        "7.5, 7, 6, 9, APPLIES",
        "7.5, 7, 4, 9, APPLIES",
        "7.5, 7, 2, 5, DUPLICATE",
        "7.5, 7, 7, 9, JUMP",
        "7.5, 8, 6, 6, JUMP",
        "7.5, 8, 1, 1, JUMP",
        "7.0, 7, 1, 1, APPLIES",
        "0, 7, 1, 1, APPLIES",
        "0, 8, 1, 4, APPLIES",
        "0, 7, 2, 2, JUMP",
        ", 7, 9, 9, APPLIES"
    })
    void followsTheRuleForClients(@Nullable String position, long epoch, long from, long to, Arrival expected) {
        assertThat(Arrival.of(position == null ? null : Position.parse(position), epoch, from, to))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverPassesOverAnOffset(long seed) {
        var random = new Random(seed);
        long last = random.nextInt(5);
        for (int i = 0; i < 200; i++) {
            long from = 1L + random.nextInt(20);
            long to = from + random.nextInt(4);
            if (Arrival.of(new Position(7, last), 7, from, to) == Arrival.APPLIES) {
                assertThat(from).as("seed %d", seed).isLessThanOrEqualTo(last + 1);
                assertThat(to).as("seed %d", seed).isGreaterThan(last);
                last = to;
            }
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }
}
