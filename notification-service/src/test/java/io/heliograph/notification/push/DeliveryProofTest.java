package io.heliograph.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.wire.PodMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryProofTest {
    private static final ChannelName CHANNEL = ChannelName.ofUser("ann");

    @Test
    void isAcknowledgedUpToTheFurthestAcknowledgement() {
        DeliveryProof proof = new DeliveryProof(new Position(7, 20));

        assertThat(proof.of("n", List.of(publication("n", 19)))).isEqualTo(DeliveryState.ACKNOWLEDGED);
        assertThat(proof.of("n", List.of(publication("n", 20)))).isEqualTo(DeliveryState.ACKNOWLEDGED);
        assertThat(proof.of("n", List.of(publication("n", 21)))).isEqualTo(DeliveryState.UNACKNOWLEDGED);
    }

    @Test
    void isUnacknowledgedWhenNothingEverWas() {
        DeliveryProof proof = new DeliveryProof(Position.BEGINNING);

        assertThat(proof.of("n", List.of(publication("n", 1)))).isEqualTo(DeliveryState.UNACKNOWLEDGED);
    }

    @Test
    void isUnknownWhenItIsNotFoundThoughTheHeadIsAcknowledged() {
        DeliveryProof proof = new DeliveryProof(new Position(7, 20));

        assertThat(proof.of("n", List.of())).isEqualTo(DeliveryState.NOT_IN_CHANNEL);
        assertThat(proof.of("n", List.of(publication("other", 19), new PodMessage.Skipped(CHANNEL, 7, 20, 20))))
                .isEqualTo(DeliveryState.NOT_IN_CHANNEL);
    }

    private static PodMessage.Publication publication(String id, long offset) {
        return new PodMessage.Publication(
                CHANNEL,
                7,
                offset,
                id,
                "notification",
                Instant.EPOCH,
                Instant.EPOCH,
                Priority.NORMAL,
                null,
                null,
                null,
                null,
                JsonBytes.of("{}"));
    }
}
