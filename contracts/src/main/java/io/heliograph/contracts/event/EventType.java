package io.heliograph.contracts.event;

/** The types of Heliograph's own events, docs/events.md §3. On {@code heliograph.publications} the types are the producers' own. */
public final class EventType {
    public static final String NOTIFICATION = "io.heliograph.notification.v1";
    public static final String NOTIFICATION_RETRACTED = "io.heliograph.notification.retracted.v1";
    public static final String ACTIVITY = "io.heliograph.activity.v1";
    public static final String ACTIVITY_UPDATED = "io.heliograph.activity.updated.v1";
    public static final String ACTIVITY_RETRACTED = "io.heliograph.activity.retracted.v1";
    public static final String ACKNOWLEDGEMENT = "io.heliograph.acknowledgement.v1";
    public static final String CONNECTION_OPENED = "io.heliograph.connection.opened.v1";
    public static final String CONNECTION_RESUMED = "io.heliograph.connection.resumed.v1";
    public static final String CONNECTION_ANNOUNCED = "io.heliograph.connection.announced.v1";
    public static final String CONNECTION_ACTIVITY = "io.heliograph.connection.activity.v1";
    public static final String CONNECTION_CLOSED = "io.heliograph.connection.closed.v1";
    public static final String MEMBERSHIP_ENTERED = "io.heliograph.membership.entered.v1";
    public static final String MEMBERSHIP_UPDATED = "io.heliograph.membership.updated.v1";
    public static final String MEMBERSHIP_LEFT = "io.heliograph.membership.left.v1";
    public static final String PRESENCE_CHANGED = "io.heliograph.presence.changed.v1";
    public static final String EMAIL_REQUESTED = "io.heliograph.email.requested.v1";
    public static final String DOCUMENT_CHANGED = "io.heliograph.document.changed.v1";
    public static final String RECEIPT_ACCEPTED = "io.heliograph.receipt.accepted.v1";
    public static final String RECEIPT_REJECTED = "io.heliograph.receipt.rejected.v1";
    public static final String RECEIPT_DELIVERED = "io.heliograph.receipt.delivered.v1";
    public static final String RECEIPT_EXPIRED = "io.heliograph.receipt.expired.v1";

    private EventType() {}
}
