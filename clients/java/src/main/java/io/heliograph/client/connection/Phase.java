package io.heliograph.client.connection;

import java.util.OptionalLong;

/** Where a client is in its life. The link that is on its way to {@code welcome}, if any, is the {@link Joiner}'s. */
sealed interface Phase {
    record Idle() implements Phase {}

    record Joining() implements Phase {}

    record Live(LiveLink link, Succession succession) implements Phase {}

    record Waiting(long untilNanos, TokenReason reason) implements Phase {}

    record Closed() implements Phase {}

    /** How far the next connection is that takes over while the present one still serves (docs/protocol.md §4.8). */
    sealed interface Succession {
        record None() implements Succession {}

        record Planned(long atNanos, TokenReason reason) implements Succession {}

        record Underway() implements Succession {}
    }

    default ConnectionState state() {
        return switch (this) {
            case Idle _ -> ConnectionState.IDLE;
            case Joining _ -> ConnectionState.CONNECTING;
            case Live _ -> ConnectionState.CONNECTED;
            case Waiting _ -> ConnectionState.WAITING;
            case Closed _ -> ConnectionState.CLOSED;
        };
    }

    /** When the phase ends by itself. */
    default OptionalLong deadlineNanos() {
        return switch (this) {
            case Waiting(long untilNanos, TokenReason _) -> OptionalLong.of(untilNanos);
            case Live(LiveLink _, Succession.Planned(long atNanos, TokenReason _)) -> OptionalLong.of(atNanos);
            case Idle _, Joining _, Live _, Closed _ -> OptionalLong.empty();
        };
    }
}
