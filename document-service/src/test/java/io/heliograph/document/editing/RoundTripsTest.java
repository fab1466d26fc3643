package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTripsTest {
    private final RoundTrips trips = new RoundTrips();

    @Test
    void tellsOnceHowLongAnUpdateWasUnderWay() {
        trips.began(7, 1_000);

        assertThat(trips.ended(8, 3_000)).isEmpty();
        assertThat(trips.ended(7, 3_000)).contains(Duration.ofNanos(2_000));
        assertThat(trips.ended(7, 3_000)).isEmpty();
    }

    @Test
    void forgetsWhatDoesNotComeBack() {
        for (int sequence = 0; sequence <= 256; sequence++) {
            trips.began(sequence, 0);
        }

        assertThat(trips.ended(0, 1)).isEmpty();
        assertThat(trips.ended(1, 1)).isPresent();
    }
}
