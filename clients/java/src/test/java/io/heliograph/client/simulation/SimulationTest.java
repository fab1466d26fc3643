package io.heliograph.client.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.simulation.HistoryChecker.Entry;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
    private static final int STEPS = 300;

    @ParameterizedTest
    @MethodSource("seeds")
    void appliesAndPublishesEverythingOnceWhateverTheNetworkDoes(long seed) {
        var simulation = new Simulation(seed);

        simulation.run(STEPS);

        assertThat(HistoryChecker.problems(simulation.log(), simulation.applied()))
                .as("seed %d", seed)
                .isEmpty();
        Map<String, Integer> once = IntStream.rangeClosed(1, simulation.published())
                .boxed()
                .collect(Collectors.toMap(number -> "p" + number, _ -> 1));
        assertThat(simulation.settled()).as("seed %d", seed).isEqualTo(once);
        assertThat(simulation.log().stream().map(Entry::content).filter(content -> content.startsWith("\"p")))
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        once.keySet().stream().map(ref -> '"' + ref + '"').toList());
    }

    /** A simulation in which nothing goes wrong proves nothing. */
    @Test
    void itsFaultsBite() {
        var simulation = new Simulation(1);

        simulation.run(STEPS);

        assertThat(simulation.resubscribed()).isPositive();
        assertThat(simulation.sentAgain()).isPositive();
        assertThat(simulation.log()).hasSizeGreaterThan(250);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }
}
