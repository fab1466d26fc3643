package io.heliograph.delivery.routing;

import io.heliograph.contracts.wire.PodMessage;
import java.util.List;

/**
 * What one transaction stored.
 *
 * @param compareInstead what pods are told when it cannot be routed: the channels of the Kafka partition it is from
 * @param committedNanos {@link System#nanoTime} when the commit was known
 */
record StoredBatch(
        PodMessage.CompareNotice.Partition compareInstead,
        List<PodMessage.Publication> publications,
        long committedNanos) {
    StoredBatch {
        publications = List.copyOf(publications);
    }
}
