package io.heliograph.notification.push;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.wire.PodMessage;
import java.util.List;

/**
 * Tells from a user's channel whether a notification was acknowledged. That it is not among what follows the acknowledgement
 * proves nothing, because it may not be stored yet: it has to be found, and then its offset is compared.
 *
 * @param acknowledged the furthest acknowledgement of the user's devices, or what retention left; at the beginning without any
 */
public record DeliveryProof(Position acknowledged) {
    /** @param entries a part of the channel that should hold it */
    public DeliveryState of(String publication, List<PodMessage.ChannelEntry> entries) {
        return entries.stream()
                .filter(PodMessage.Publication.class::isInstance)
                .map(PodMessage.Publication.class::cast)
                .filter(entry -> entry.id().equals(publication))
                .findFirst()
                .map(this::of)
                .orElse(DeliveryState.NOT_IN_CHANNEL);
    }

    private DeliveryState of(PodMessage.Publication publication) {
        return publication.epoch() == acknowledged.epoch() && publication.offset() <= acknowledged.offset()
                ? DeliveryState.ACKNOWLEDGED
                : DeliveryState.UNACKNOWLEDGED;
    }
}
