package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.Position;
import org.jspecify.annotations.Nullable;

/** A head of the channel in the store, and why it was asked for. */
record HeardHead(Position position, RepairTrigger trigger) {

    /** Of two heads the one to reach: the later heard when the channel has another life meanwhile, else the greater. */
    static HeardHead furthest(@Nullable HeardHead known, HeardHead heard) {
        if (known == null) {
            return heard;
        }
        boolean isFurther =
                heard.position.epoch() != known.position.epoch() || heard.position.offset() > known.position.offset();
        // A channel that the store has no row of has no head to reach.
        return isFurther && heard.position.epoch() != 0 ? heard : known;
    }
}
