package io.heliograph.presence.store.postgres;

import io.heliograph.presence.store.Claim.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A fold over one topic, with its states in PostgreSQL: reads the states concerned and says what follows; it changes nothing. Only a partition's owner
 * asks, one question after the other. Blocks; safe for concurrent use. Throws {@link StoreUnavailableException} when PostgreSQL is away.
 *
 * @param <E> an event and whom it is about
 */
public interface PartitionFold<E> {
    /** The most rows that one question looks at, besides those of its events. */
    int MAX_ROWS = 500;

    /** @param gone pods that are known to have no lease: what came from them is history */
    Change take(Partition partition, List<E> events, Set<String> gone, Instant now);

    /**
     * What follows from time, and from what users chose meanwhile.
     *
     * @param decideUntil graces that ended later are not decided; {@link Instant#MIN} when none is
     */
    Change due(Partition partition, Instant now, Instant decideUntil);

    /** A pod is gone. The cursor begins with {@link Page.Cursor#START}. */
    Page lost(Partition partition, String pod, Instant checkedAt, Instant now, Page.Cursor after);

    /** Everything that is shown at present, without statements. The cursor begins with {@link Page.Cursor#START}. */
    Page present(Partition partition, Instant now, Page.Cursor after);

    /** The pods that the events are about. */
    Set<String> pods(List<E> events);
}
