package io.heliograph.delivery.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void doublesUpToItsBoundAndBeginsAnewAfterASuccess() {
        var backoff = new Backoff(Duration.ofMillis(50), Duration.ofMillis(150));

        assertThat(Stream.generate(backoff::next).limit(4))
                .extracting(Duration::toMillis)
                .containsExactly(50L, 100L, 150L, 150L);

        backoff.reset();
        assertThat(backoff.next()).hasMillis(50);
    }
}
