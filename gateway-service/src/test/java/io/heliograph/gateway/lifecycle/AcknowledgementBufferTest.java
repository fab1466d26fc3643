package io.heliograph.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.gateway.lifecycle.AcknowledgementBuffer.Acknowledged;
import io.heliograph.gateway.lifecycle.AcknowledgementBuffer.Device;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AcknowledgementBufferTest {
    private static final ChannelName LOBBY = new ChannelName("room:lobby");
    private static final ChannelName KITCHEN = new ChannelName("room:kitchen");

    private final AcknowledgementBuffer buffer = new AcknowledgementBuffer(2);

    @Test
    void keepsTheFurthestOfEachChannelOfADevice() throws Exception {
        buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(7, 3), KITCHEN, new Position(7, 1))));
        buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(7, 5))));
        buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(7, 4))));

        assertThat(buffer.take(10))
                .containsExactly(acknowledged("d1", Map.of(LOBBY, new Position(7, 5), KITCHEN, new Position(7, 1))));
    }

    @Test
    void anotherEpochReplacesWhateverItsOffset() throws Exception {
        buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(7, 300))));
        buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(8, 1))));

        assertThat(buffer.take(10)).containsExactly(acknowledged("d1", Map.of(LOBBY, new Position(8, 1))));
    }

    @Test
    void whatIsGivenBackComesBeforeWhatCameMeanwhile() throws Exception {
        buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(7, 3), KITCHEN, new Position(7, 9))));
        Acknowledged taken = buffer.take(1).getFirst();
        buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(8, 1), KITCHEN, new Position(7, 2))));

        buffer.giveBack(taken);

        assertThat(buffer.take(10))
                .containsExactly(acknowledged("d1", Map.of(LOBBY, new Position(8, 1), KITCHEN, new Position(7, 9))));
    }

    @Test
    void refusesMoreDevicesThanItHasRoomForButNotMoreOfTheSame() {
        assertThat(buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(7, 1)))))
                .isTrue();
        assertThat(buffer.add(acknowledged("d2", Map.of(LOBBY, new Position(7, 1)))))
                .isTrue();

        assertThat(buffer.add(acknowledged("d3", Map.of(LOBBY, new Position(7, 1)))))
                .isFalse();
        assertThat(buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(7, 2)))))
                .isTrue();
        assertThat(buffer.size()).isEqualTo(2);
    }

    @Test
    void handsOutWhatIsLeftBeforeItEnds() throws Exception {
        buffer.add(acknowledged("d1", Map.of(LOBBY, new Position(7, 1))));
        buffer.end();

        assertThat(buffer.take(10)).hasSize(1);
        assertThat(buffer.take(10)).isEmpty();
    }

    private static Acknowledged acknowledged(String device, Map<ChannelName, Position> positions) {
        return new Acknowledged(new Device("ann", device), positions);
    }
}
