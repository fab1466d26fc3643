package io.heliograph.delivery.signal;

import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.PodMessage;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The latest values of all channels, in a store that may forget all of them at any time. A mark per partition says up to where it holds what was put; it vanishes with the values, which
 * is how their loss is noticed, by whoever owns the partition then. Safe for concurrent use; every method blocks, for a bounded time.
 */
public interface LatestStore {
    /** What became of one value. */
    sealed interface Outcome {
        /**
         * It is the newest of its key, now or since an earlier attempt.
         *
         * @param previous the channel's highest version before
         */
        record Put(@Nullable Version previous) implements Outcome {}

        /** A newer one of its key is there. */
        record Stale() implements Outcome {}

        /** The channel has as many keys as it may have. */
        record Full() implements Outcome {}
    }

    /**
     * What became of all of them.
     *
     * @param marked false when the mark was not the one that was expected: the values may have been forgotten meanwhile, or another owner is active
     */
    record Result(List<Outcome> outcomes, boolean marked) {
        public Result {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Where a mark is moved to, and from where: empty when there was none. */
    record MarkMove(TopicPartition partition, Optional<Version> from, Version to) {}

    /**
     * Puts each value if it is newer, one after the other, and moves the mark. May be called again with the same.
     *
     * @throws io.heliograph.delivery.dependency.DependencyException when it is not known what of it was done
     */
    Result put(List<PodMessage.State> states, MarkMove move);

    /** @throws io.heliograph.delivery.dependency.DependencyException when it cannot be read */
    Optional<Version> mark(TopicPartition partition);
}
