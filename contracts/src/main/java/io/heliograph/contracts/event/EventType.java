package io.heliograph.contracts.event;

/** The types of Heliograph's own events, docs/events.md §3. On {@code heliograph.publications} the types are the producers' own. */
public final class EventType {
    public static final String NOTIFICATION = "io.heliograph.notification.v1";
    public static final String NOTIFICATION_RETRACTED = "io.heliograph.notification.retracted.v1";
    public static final String ACKNOWLEDGEMENT = "io.heliograph.acknowledgement.v1";
    public static final String CONNECTION_OPENED = "io.heliograph.connection.opened.v1";
    public static final String CONNECTION_RESUMED = "io.heliograph.connection.resumed.v1";
    public static final String CONNECTION_ANNOUNCED = "io.heliograph.connection.announced.v1";
    public static final String CONNECTION_CLOSED = "io.heliograph.connection.closed.v1";

    private EventType() {}
}
