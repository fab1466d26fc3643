package io.heliograph.document.editing;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long updates that were appended here take over the wire, back to here: other processes hear them at the same time, and their clocks are not needed. What never comes back is
 * forgotten. Confined to the document's mailbox.
 */
final class RoundTrips {
    private static final int MAX_UNDER_WAY = 256;

    private final Map<Long, Long> underWay = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > MAX_UNDER_WAY;
        }
    };

    /** @param sequence of the update that is committed */
    void began(long sequence, long nowNanos) {
        underWay.put(sequence, nowNanos);
    }

    /** @return empty when it is not one of these */
    Optional<Duration> ended(long sequence, long nowNanos) {
        return Optional.ofNullable(underWay.remove(sequence)).map(began -> Duration.ofNanos(nowNanos - began));
    }
}
