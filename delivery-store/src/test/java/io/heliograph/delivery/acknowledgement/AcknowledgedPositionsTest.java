package io.heliograph.delivery.acknowledgement;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import org.junit.jupiter.api.Test;

class AcknowledgedPositionsTest {
    private final AcknowledgedPositions positions = new AcknowledgedPositions();

    @Test
    void keepsTheGreatestOffsetOfAnEpoch() {
        positions.add(acknowledgement("d1", 7, 20));
        positions.add(acknowledgement("d1", 7, 18));
        positions.add(acknowledgement("d2", 7, 3));

        assertThat(positions.remaining()).containsExactly(acknowledgement("d1", 7, 20), acknowledgement("d2", 7, 3));
    }

    @Test
    void letsAnotherEpochReplace() {
        positions.add(acknowledgement("d1", 7, 20));
        positions.add(acknowledgement("d1", 3, 1));

        assertThat(positions.remaining()).containsExactly(acknowledgement("d1", 3, 1));
    }

    private static Acknowledgement acknowledgement(String device, long epoch, long offset) {
        return new Acknowledgement("42", device, new ChannelName("user:42"), new Position(epoch, offset));
    }
}
