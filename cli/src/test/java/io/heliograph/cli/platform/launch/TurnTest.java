package io.heliograph.cli.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final Turn turn = new Turn(List.of("one", "two", "three"));

    @Test
    void goesRoundInACircle() {
        assertThat(List.of(next(), next(), next(), next())).containsExactly("one", "two", "three", "one");
    }

    @Test
    void passesOverWhoDoesNotRun() {
        assertThat(turn.next(name -> !name.equals("one"))).contains("two");
        assertThat(turn.next(name -> !name.equals("three"))).contains("one");
        assertThat(next()).isEqualTo("two");
    }

    @Test
    void isNobodysWhenNobodyRuns() {
        assertThat(turn.next(_ -> false)).isEmpty();
        assertThat(new Turn(List.of()).next(_ -> true)).isEmpty();
        assertThat(next()).isEqualTo("one");
    }

    private String next() {
        return turn.next(_ -> true).orElseThrow();
    }
}
