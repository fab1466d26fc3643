package io.heliograph.feed.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceparentTest {
    @Test
    void isHandedOnWhenItIsOne() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        assertThat(Traceparent.of(trace)).contains(trace);
    }

    @Test
    void isIgnoredOtherwise() {
        assertThat(Traceparent.of(null)).isEmpty();
        assertThat(Traceparent.of("00-4bf92f3577b34da6a3ce929d0e0e4736")).isEmpty();
    }
}
