package io.heliograph.gateway.outbound;

/**
 * The bounds of one connection's queue.
 *
 * @param maxBytes of the queue and the transport's own buffer together; a frame counts with its length and {@link #FRAME_OVERHEAD_BYTES}
 */
public record OutboundLimits(int maxFrames, int maxBytes) {
    public static final int FRAME_OVERHEAD_BYTES = 64;

    /** The largest frame, a message with 64 KiB of data, must fit beside what the transport buffers. */
    private static final int MIN_BYTES = 160 * 1024;

    public OutboundLimits {
        if (maxFrames < 1) {
            throw new IllegalArgumentException("gateway.outbound.max-frames must be at least 1, is " + maxFrames);
        }
        if (maxBytes < MIN_BYTES) {
            throw new IllegalArgumentException(
                    "gateway.outbound.max-bytes must be at least " + MIN_BYTES + ", is " + maxBytes);
        }
    }
}
