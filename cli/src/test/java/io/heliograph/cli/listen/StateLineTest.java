package io.heliograph.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.connection.ConnectionState;
import io.heliograph.client.connection.Ending;
import io.heliograph.client.connection.StateChange;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateLineTest {
    @Test
    void tellsWhatBecameOfTheConnectionAndWhy() {
        assertThat(line(ConnectionState.CONNECTED, null)).isEqualTo("connected as c1");
        assertThat(line(ConnectionState.WAITING, new Ending(1006, "")))
                .isEqualTo("connection lost: 1006; trying again in 250 ms");
        assertThat(line(ConnectionState.WAITING, new Ending(4008, "SLOW_CONSUMER")))
                .isEqualTo("connection lost: SLOW_CONSUMER (4008); trying again in 250 ms");
        assertThat(line(ConnectionState.CLOSED, Ending.BY_APPLICATION)).isEqualTo("closed: CLOSED_BY_APPLICATION");
    }

    private static String line(ConnectionState to, @Nullable Ending ending) {
        return StateLine.of(new StateChange(ConnectionState.CONNECTED, to, "c1", ending, Duration.ofMillis(250)));
    }
}
