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
     * The messages of each pod, in the order given; pods that serve none of the channels are not in it.
     *
     * @param routes the pods of each channel; a channel that is not in it has none
     */
    static Map<String, List<PodMessage>> group(
            List<? extends PodMessage> messages, Map<ChannelName, List<String>> routes) {
        Map<String, List<PodMessage>> batches = new LinkedHashMap<>();
        for (PodMessage message : messages) {
            for (String pod : routes.getOrDefault(Routable.channel(message), List.of())) {
                batches.computeIfAbsent(pod, _ -> new ArrayList<>()).add(message);
            }
        }
        return batches;
    }
}
