package io.heliograph.presence.status;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.presence.intake.EventFields;
import io.heliograph.presence.intake.EventReader;
import io.heliograph.presence.intake.Reading;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/** Reads {@code heliograph.connections}, docs/events.md §7. */
public final class ConnectionEventReader implements EventReader<UserEvent> {
    private static final Set<String> TYPES = Set.of(
            EventType.CONNECTION_OPENED,
            EventType.CONNECTION_RESUMED,
            EventType.CONNECTION_ANNOUNCED,
            EventType.CONNECTION_ACTIVITY,
            EventType.CONNECTION_CLOSED);

    private final EventSchemas schemas;

    public ConnectionEventReader(EventSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public Reading<UserEvent> read(CloudEvent event, String key) {
        if (!TYPES.contains(event.getType())) {
            return new Reading.Ignored<>();
        }
        EventFields.Checked checked = EventFields.check(schemas, event);
        EventFields fields = checked.fields();
        if (fields == null) {
            return new Reading.Refused<>(Objects.requireNonNull(checked.rejection()));
        }
        String user = fields.text("user");
        if (!user.equals(key)) { // a user has one owner: that of the partition of the key
            return new Reading.Refused<>(EventFields.rejection("/user", "must be the key of the record"));
        }
        return new Reading.Taken<>(new UserEvent(user, statusEvent(event.getType(), fields)));
    }

    private static StatusEvent statusEvent(String type, EventFields fields) {
        Instant at = fields.at();
        var connection = new StatusEvent.Connection(
                fields.text("connection"), fields.text("pod"), fields.optionalText("device"));
        return switch (type) {
            case EventType.CONNECTION_CLOSED -> new StatusEvent.Closed(connection.id(), at);
            case EventType.CONNECTION_ACTIVITY -> new StatusEvent.Activity(connection, fields.isTrue("idle"), at, true);
            default -> new StatusEvent.Opened(connection, at, true);
        };
    }
}
