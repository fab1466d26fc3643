package io.heliograph.delivery.catchup;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader of a channel goes on, docs/protocol.md §4.5.
 *
 * @param base the place after which it goes on
 * @param reset why that is not where it wanted to; null when it is
 */
public record Resumption(
        Position base, Position head, @Nullable ResetReason reset) {

    /** @param state null when the channel has no row: nothing was ever stored in this life of it */
    public static Resumption decide(Start start, @Nullable ChannelState state) {
        if (state == null) {
            ResetReason reset = start instanceof Start.After ? ResetReason.EPOCH : null;
            return new Resumption(Position.BEGINNING, Position.BEGINNING, reset);
        }
        var head = new Position(state.epoch(), state.head());
        Position trimmed = head.at(state.trimmed());
        return switch (start) {
            case Start.Head _ -> new Resumption(head, head, null);
            case Start.Beginning _ -> new Resumption(trimmed, head, null);
            case Start.After(Position wanted) -> after(wanted, head, trimmed);
        };
    }

    private static Resumption after(Position wanted, Position head, Position trimmed) {
        if (wanted.epoch() != head.epoch()) {
            return new Resumption(trimmed, head, ResetReason.EPOCH);
        }
        if (wanted.offset() > head.offset()) {
            return new Resumption(head, head, ResetReason.UNKNOWN);
        }
        if (wanted.offset() < trimmed.offset()) {
            return new Resumption(trimmed, head, ResetReason.RETENTION);
        }
        return new Resumption(wanted, head, null);
    }
}
