package io.heliograph.client.subscription;

import io.heliograph.contracts.channel.Position;
import org.jspecify.annotations.Nullable;

/** Whether a range of offsets goes on where the client stands, docs/protocol.md §5.1. */
enum Arrival {
    APPLIES,
    /** It ends at or before the position: it was applied already. */
    DUPLICATE,
    /** Something between is missing, or it is of another life of the channel. */
    JUMP;

    /**
     * @param position of the last applied message; null when the server has not said yet where the subscription starts
     * @param from the first offset that arrives
     * @param to the last, at least {@code from}
     */
    static Arrival of(@Nullable Position position, long epoch, long from, long to) {
        if (position == null) {
            return APPLIES;
        }
        if (position.equals(Position.BEGINNING)) {
            return from == 1 ? APPLIES : JUMP;
        }
        if (position.epoch() != epoch) {
            return JUMP;
        }
        if (to <= position.offset()) {
            return DUPLICATE;
        }
        return from <= position.offset() + 1 ? APPLIES : JUMP;
    }
}
