package io.heliograph.delivery.routing;

import io.heliograph.contracts.wire.PodMessage;
import java.util.List;

/**
 * What was stored at once.
 *
 * @param compareInstead what pods are told when it cannot be routed: the channels of the Kafka partition it is from
 * @param storedNanos {@link System#nanoTime} when that was known
 */
record StoredBatch(
        PodMessage.CompareNotice.Partition compareInstead, List<? extends PodMessage> messages, long storedNanos) {
    StoredBatch {
        messages = List.copyOf(messages);
    }

    /** False when all of it may be lost. */
    boolean isFoundByComparing() {
        return messages.stream().anyMatch(Routable::isFoundByComparing);
    }
}
