package io.heliograph.delivery.acknowledgement;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What remains of many acknowledgements: of one epoch the greatest, and of two epochs the one that came later, because it is of a newer life of the channel. Confined to one thread. */
public final class AcknowledgedPositions {
    private final Map<Place, Position> positions = new LinkedHashMap<>();

    private record Place(String user, String device, ChannelName channel) {}

    public void add(Acknowledgement acknowledgement) {
        positions.merge(
                new Place(acknowledgement.user(), acknowledgement.device(), acknowledgement.channel()),
                acknowledgement.position(),
                AcknowledgedPositions::later);
    }

    /** One for each device and channel. */
    public List<Acknowledgement> remaining() {
        return positions.entrySet().stream()
                .map(entry -> new Acknowledgement(
                        entry.getKey().user(),
                        entry.getKey().device(),
                        entry.getKey().channel(),
                        entry.getValue()))
                .toList();
    }

    private static Position later(Position before, Position after) {
        return before.epoch() == after.epoch() && before.offset() > after.offset() ? before : after;
    }
}
