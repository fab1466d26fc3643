package io.heliograph.gateway.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.gateway.simulation.Faults.Mutant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    void losesNothingByTheOrderOfItsStepsAlone() {
        assertThat(firstFailure(Faults.NONE)).isEmpty();
    }

    @Test
    void losesNothingOnALossyWireOnceHeadsAreCompared() {
        assertThat(firstFailure(new Faults(20, 10, false, false, Mutant.NONE))).isEmpty();
    }

    @Test
    void losesNothingThroughOutagesAndNewEpochs() {
        assertThat(firstFailure(Faults.MANY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"READ_BEFORE_REGISTER", "LOOKUP_BEFORE_COMMIT", "CACHED_ABSENCE", "LAGGING_COPY"})
    void noticesAWrongOrder(Mutant mutant) {
        assertThat(firstFailure(Faults.NONE.with(mutant))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_COMPARISON", "NO_REPAIR"})
    void noticesThatNothingIsRepaired(Mutant mutant) {
        assertThat(firstFailure(new Faults(20, 10, false, false, mutant))).isNotEmpty();
    }

    @Test
    void itsFaultsBite() {
        var simulation = new Simulation(1, new Faults(20, 10, false, false, Mutant.NONE));

        simulation.run();

        assertThat(simulation.repairs()).isPositive();
    }

    /** @return the seed and what is wrong, or nothing */
    private static List<String> firstFailure(Faults faults) {
        return LongStream.range(0, SEEDS)
                .mapToObj(seed -> failureOf(seed, faults))
                .filter(failure -> !failure.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> failureOf(long seed, Faults faults) {
        List<String> wrong = new Simulation(seed, faults).run();
        return wrong.isEmpty() ? List.of() : List.of("seed " + seed, wrong.toString());
    }
}
