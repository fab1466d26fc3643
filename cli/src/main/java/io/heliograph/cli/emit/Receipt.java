package io.heliograph.cli.emit;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An event was taken over.
 *
 * @param partition absent when the way in does not tell
 * @param offset absent when the way in does not tell
 */
public record Receipt(String id, String topic, OptionalInt partition, OptionalLong offset) {
    @Override
    public String toString() {
        StringBuilder line =
                new StringBuilder("id=").append(id).append(" topic=").append(topic);
        partition.ifPresent(number -> line.append(" partition=").append(number));
        offset.ifPresent(number -> line.append(" offset=").append(number));
        return line.toString();
    }
}
