package io.heliograph.cli.listen;

import io.heliograph.client.connection.Ending;
import io.heliograph.client.connection.StateChange;

/** What a person is told about the connection. */
public final class StateLine {
    private StateLine() {}

    public static String of(StateChange change) {
        Ending ending = change.ending();
        String why = ending == null
                ? ""
                : ending.code() == 0 ? ": " + ending.reason() : ": %s (%d)".formatted(ending.reason(), ending.code());
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
}
