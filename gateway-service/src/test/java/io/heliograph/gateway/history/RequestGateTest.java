package io.heliograph.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestGateTest {
    private final RequestGate gate = new RequestGate(2, 1);
    private final List<String> started = new ArrayList<>();

    @Test
    void letsFewRunSomeWaitAndRefusesTheRest() {
        assertThat(gate.admit(() -> started.add("a"))).isTrue();
        assertThat(gate.admit(() -> started.add("b"))).isTrue();
        assertThat(gate.admit(() -> started.add("c"))).isTrue();
        assertThat(gate.admit(() -> started.add("d"))).isFalse();

        assertThat(started).containsExactly("a", "b");
        assertThat(gate.waiting()).isOne();
    }

    @Test
    void startsWhoWaitsWhenOneHasFinished() {
        gate.admit(() -> started.add("a"));
        gate.admit(() -> started.add("b"));
        gate.admit(() -> started.add("c"));

        gate.finished();

        assertThat(started).containsExactly("a", "b", "c");
        assertThat(gate.admit(() -> started.add("d"))).isTrue();
        assertThat(started).hasSize(3);
    }

    @Test
    void runsAtOnceAgainWhenAllHaveFinished() {
        gate.admit(() -> started.add("a"));
        gate.admit(() -> started.add("b"));
        gate.finished();
        gate.finished();

        gate.admit(() -> started.add("c"));

        assertThat(started).containsExactly("a", "b", "c");
    }
}
