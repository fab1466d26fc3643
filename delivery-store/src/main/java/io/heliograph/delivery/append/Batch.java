package io.heliograph.delivery.append;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * What is stored at once: consecutive records of one partition, as far as they are publications.
 *
 * @param expectedOffset where the partition's checkpoint must be
 * @param nextOffset where it is afterwards
 */
public record Batch(
        TopicPartition partition, long expectedOffset, long nextOffset, List<IncomingPublication> publications) {
    public Batch {
        publications = List.copyOf(publications);
        if (nextOffset < expectedOffset) {
            throw new IllegalArgumentException(
                    "a checkpoint never goes back: from %d to %d".formatted(expectedOffset, nextOffset));
        }
    }

    /** The first of two batches that together are this one; it needs two publications or more. */
    Batch firstHalf() {
        return new Batch(partition, expectedOffset, middleOffset(), publications.subList(0, middle()));
    }

    Batch secondHalf() {
        return new Batch(partition, middleOffset(), nextOffset, publications.subList(middle(), publications.size()));
    }

    /** Moves the checkpoint alone. */
    Batch withoutPublications() {
        return new Batch(partition, expectedOffset, nextOffset, List.of());
    }

    private int middle() {
        return publications.size() / 2;
    }

    private long middleOffset() {
        return publications.get(middle()).kafkaOffset();
    }
}
