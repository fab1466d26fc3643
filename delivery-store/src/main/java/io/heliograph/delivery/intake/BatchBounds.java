package io.heliograph.delivery.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How much is stored at once.
 *
 * @param maxRecords the most records; more than 500 gain nothing and delay the answer
 * @param maxBytes the most bytes of keys and values; a record that alone is larger makes a batch of its own
 */
public record BatchBounds(int maxRecords, long maxBytes) {
    public static final int MAX_RECORDS = 10_000;
    public static final long MAX_BYTES = 16L * 1024 * 1024;

    public BatchBounds {
        if (maxRecords < 1 || maxRecords > MAX_RECORDS) {
            throw new IllegalArgumentException(
                    "delivery.append.max-records must be 1 to %d, is %d".formatted(MAX_RECORDS, maxRecords));
        }
        if (maxBytes < 1 || maxBytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "delivery.append.max-bytes must be 1 to %d bytes, is %d".formatted(MAX_BYTES, maxBytes));
        }
    }

    /** What a record counts for. */
    static long bytes(ConsumerRecord<byte[], byte[]> polled) {
        return (long) Math.max(0, polled.serializedKeySize()) + Math.max(0, polled.serializedValueSize());
    }
}
