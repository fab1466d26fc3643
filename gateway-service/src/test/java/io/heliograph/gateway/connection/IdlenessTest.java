package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdlenessTest {
    private static final long START = 1_000_000_000_000L;

    private final Idleness idleness = new Idleness(START);

    @Test
    void tellsTheFirstWordAtOnce() {
        assertThat(idleness.say(true, START)).isZero();
        assertThat(idleness.due(START)).isTrue();
        assertThat(idleness.isIdle()).isTrue();
    }

    @Test
    void hasNothingToTellOfAnActivePerson() {
        assertThat(idleness.say(false, START)).isEqualTo(Idleness.NOTHING);
    }

    @Test
    void tellsTheLastWordOfManyOnceTheIntervalIsOver() {
        idleness.say(true, START);
        idleness.due(START);

        assertThat(idleness.say(false, START + 1)).isEqualTo(Idleness.MIN_INTERVAL_NANOS - 1);
        assertThat(idleness.say(true, START + 2)).isEqualTo(Idleness.NOTHING);
        assertThat(idleness.say(false, START + 3)).isEqualTo(Idleness.NOTHING);

        assertThat(idleness.due(START + Idleness.MIN_INTERVAL_NANOS)).isTrue();
        assertThat(idleness.isIdle()).isFalse();
    }

    @Test
    void tellsNothingWhenThePersonChangedForthAndBack() {
        idleness.say(true, START);
        idleness.due(START);
        idleness.say(false, START + 1);
        idleness.say(true, START + 2);

        assertThat(idleness.due(START + Idleness.MIN_INTERVAL_NANOS)).isFalse();
    }
}
