package io.heliograph.presence.store;

/** Somebody else took the partition: nothing was changed, and it is to be claimed anew if it is still assigned. */
public final class FencedException extends RuntimeException {
    public FencedException(Claim.Partition partition) {
        super("partition %d of %s has another owner".formatted(partition.number(), partition.topic()));
    }
}
