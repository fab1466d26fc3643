package io.heliograph.delivery.routing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who gets what of a tick. */
final class PodBatches {
    private PodBatches() {}

    /**
     * The publications of each pod, in the order given; pods that serve none of the channels are not in it.
     *
     * @param routes the pods of each channel; a channel that is not in it has none
     */
    static Map<String, List<PodMessage.Publication>> group(
            List<PodMessage.Publication> publications, Map<ChannelName, List<String>> routes) {
        Map<String, List<PodMessage.Publication>> batches = new LinkedHashMap<>();
        for (PodMessage.Publication publication : publications) {
            for (String pod : routes.getOrDefault(publication.channel(), List.of())) {
                batches.computeIfAbsent(pod, _ -> new ArrayList<>()).add(publication);
            }
        }
        return batches;
    }
}
