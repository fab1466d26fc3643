package io.heliograph.delivery.append;

import io.heliograph.contracts.wire.PodMessage;
import java.util.List;

/** What became of a batch. Only after {@link Stored} has the checkpoint moved. */
public sealed interface AppendOutcome {
    /**
     * Committed.
     *
     * @param publications those that took an offset, in the order of the batch; fewer than in the batch when some were known already
     */
    record Stored(List<PodMessage.Publication> publications) implements AppendOutcome {
        public Stored {
            publications = List.copyOf(publications);
        }
    }

    /** The checkpoint was elsewhere: another owner is active, or this one missed that a batch of its own was committed. */
    record Fenced() implements AppendOutcome {}

    /**
     * The database does not take a value of the batch, today or ever.
     *
     * @param reason what it says of it, without the value
     */
    record Refused(String reason) implements AppendOutcome {}

    /** There is no table for the present day. */
    record DayMissing() implements AppendOutcome {}
}
