package io.heliograph.delivery.catchup;

import io.heliograph.contracts.wire.PodMessage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Leaves out, for those who were away, what a newer publication of the same collapse key has replaced. */
final class Collapse {
    /** A producer that gives every publication a key of its own would gain nothing; of so many keys the oldest do not collapse. */
    static final int MAX_KEYS = 200;

    private Collapse() {}

    /**
     * What remains.
     *
     * @param stored of one channel, in the order of offsets
     * @param superseded the offsets of those that have a newer one of their key, in {@code stored} or after it
     */
    static List<PodMessage.Publication> remaining(List<PodMessage.Publication> stored, Set<Long> superseded) {
        if (superseded.isEmpty()) {
            return stored;
        }
        Set<String> newestKeys = newestKeys(stored);
        return stored.stream()
                .filter(publication -> !superseded.contains(publication.offset())
                        || !newestKeys.contains(String.valueOf(publication.collapseKey())))
                .toList();
    }

    private static Set<String> newestKeys(List<PodMessage.Publication> stored) {
        Set<String> keys = new HashSet<>();
        for (PodMessage.Publication publication : stored.reversed()) {
            String key = publication.collapseKey();
            if (key != null && keys.size() < MAX_KEYS) {
                keys.add(key);
            }
        }
        return keys;
    }
}
