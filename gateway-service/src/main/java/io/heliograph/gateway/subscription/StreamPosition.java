package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import org.jspecify.annotations.Nullable;

/** Where a stream stands in its channel, and how what comes relates to that. Two numbers instead of a {@link Position}, because it moves with every entry. Confined to its event loop. */
final class StreamPosition {
    private long epoch;
    private long offset;

    enum Placement {
        NEXT,
        DUPLICATE,
        /** A gap lies before it. */
        BEYOND,
        /** Of another epoch. */
        FOREIGN
    }

    Position toPosition() {
        return new Position(epoch, offset);
    }

    void moveTo(Position position) {
        epoch = position.epoch();
        offset = position.offset();
    }

    void moveBehind(Delivery delivery) {
        epoch = delivery.epoch();
        offset = delivery.last();
    }

    Placement placementOf(Delivery delivery) {
        if (delivery.epoch() != epoch && epoch != 0) {
            return Placement.FOREIGN;
        }
        if (delivery.last() <= offset) {
            return Placement.DUPLICATE;
        }
        return delivery.first() <= offset + 1 ? Placement.NEXT : Placement.BEYOND;
    }

    boolean isBehind(Position head) {
        return head.epoch() != 0 && (head.epoch() != epoch || head.offset() > offset);
    }

    boolean isInOtherEpochThan(Position position) {
        return position.epoch() != epoch && position.epoch() != 0;
    }

    /**
     * Why a stream that stands here cannot go on but at the base of the store's answer, because what lies between is gone; null when it can.
     *
     * @param asked the position asked from, not necessarily this one
     */
    @Nullable
    ResetReason resetBy(Position asked, CatchUp answer) {
        Position base = answer.base();
        if (base.epoch() == 0) {
            return null;
        }
        if (epoch == 0) {
            return asked.epoch() == 0 && base.offset() > 0 ? ResetReason.RETENTION : null;
        }
        if (base.epoch() != epoch) {
            return ResetReason.EPOCH;
        }
        ResetReason reason = answer.reset();
        boolean leavesOut = reason == ResetReason.RETENTION && base.offset() > offset;
        boolean isBeyondTheHead =
                reason == ResetReason.UNKNOWN && offset > answer.head().offset();
        return leavesOut || isBeyondTheHead ? reason : null;
    }
}
