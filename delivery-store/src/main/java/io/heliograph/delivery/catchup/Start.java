package io.heliograph.delivery.catchup;

import io.heliograph.contracts.channel.Position;

/** Where entries are wanted from, as far as that can be said without looking into the channel. */
public sealed interface Start {
    /** Nothing of what is there. */
    record Head() implements Start {}

    /** The oldest publication that is kept. */
    record Beginning() implements Start {}

    /** What follows a place; {@link Position#BEGINNING} is {@link Beginning}. */
    record After(Position position) implements Start {}

    static Start after(Position position) {
        return position.equals(Position.BEGINNING) ? new Beginning() : new After(position);
    }
}
