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
        assertThat(firstFailure(Faults.LOSSY_WIRE)).isEmpty();
    }

    @Test
    void losesNothingThatADyingOwnerDidNotPublishOnceItsSuccessorGaveNotice() {
        assertThat(firstFailure(Faults.DYING_OWNERS)).isEmpty();
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
        assertThat(firstFailure(Faults.LOSSY_WIRE.with(mutant))).isNotEmpty();
    }

    @Test
    void noticesThatANoticeCameTooEarlyToCount() {
        assertThat(firstFailure(Faults.DYING_OWNERS.with(Mutant.NOTICE_IGNORED_WHILE_CATCHING_UP)))
                .isNotEmpty();
    }

    @Test
    void itsFaultsBite() {
        assertThat(repairs(Faults.LOSSY_WIRE)).isPositive();
        assertThat(repairs(Faults.DYING_OWNERS)).isPositive();
    }

    private static double repairs(Faults faults) {
        return LongStream.range(0, 10)
                .mapToObj(seed -> new Simulation(seed, faults))
                .mapToDouble(simulation -> {
                    simulation.run();
                    return simulation.repairs();
                })
                .sum();
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
