package io.heliograph.delivery.catchup;

/**
 * What the database knows of a channel that has a row.
 *
 * @param head the last offset committed
 * @param trimmed the last offset that is no longer kept or no longer shown; {@code head} when there is nothing after it, or nothing was asked that depends on it
 */
public record ChannelState(long epoch, long head, long trimmed) {
    public ChannelState {
        if (trimmed < 0 || trimmed > head) {
            throw new IllegalArgumentException("trimmed must be 0 to %d, is %d".formatted(head, trimmed));
        }
    }
}
