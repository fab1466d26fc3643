package io.heliograph.feed.deadletter;

import io.heliograph.contracts.event.DeadLetterHeader;
import io.heliograph.contracts.event.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a record was set aside, and where it stands.
 *
 * @param topic where the record was read
 */
public record DeadLetter(Rejection rejection, String topic, int partition, long offset) {
    /** What is added to the headers of the record, docs/events.md §6. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(DeadLetterHeader.ERROR_CODE, rejection.code().wireName());
        headers.put(DeadLetterHeader.ERROR_POINTER, rejection.pointer());
        headers.put(DeadLetterHeader.HINT, rejection.hint());
        headers.put(DeadLetterHeader.REASON, rejection.code().title());
        headers.put(DeadLetterHeader.TOPIC, topic);
        headers.put(DeadLetterHeader.PARTITION, Integer.toString(partition));
        headers.put(DeadLetterHeader.OFFSET, Long.toString(offset));
        return headers;
    }
}
