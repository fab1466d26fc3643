package io.heliograph.cli.listen;

import io.heliograph.client.connection.Ending;
import io.heliograph.client.connection.StateChange;

/** What a person is told about the connection. */
public final class StateLine {
    private StateLine() {}

    public static String of(StateChange change) {
        String why = change.ending() == null ? "" : ": " + word(change.ending());
        return switch (change.to()) {
            case IDLE -> "idle";
            case CONNECTING -> "connecting" + why;
            case CONNECTED -> "connected as " + change.connection();
            case WAITING ->
                "connection lost%s; trying again in %d ms"
                        .formatted(why, change.retryIn().toMillis());
            case CLOSED -> "closed" + why;
        };
    }

    /** The reason, with its number if it has one; a network that fails gives only a number. */
    private static String word(Ending ending) {
        if (ending.reason().isEmpty()) {
            return String.valueOf(ending.code());
        }
        return ending.code() == 0 ? ending.reason() : "%s (%d)".formatted(ending.reason(), ending.code());
    }
}
