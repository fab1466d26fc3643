package io.heliograph.presence.membership;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.presence.intake.EventFields;
import io.heliograph.presence.intake.EventReader;
import io.heliograph.presence.intake.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code heliograph.memberships}, docs/events.md §7. */
public final class MembershipEventReader implements EventReader<ChannelEvent> {
    private static final Set<String> TYPES =
            Set.of(EventType.MEMBERSHIP_ENTERED, EventType.MEMBERSHIP_UPDATED, EventType.MEMBERSHIP_LEFT);
    /** So that {@code member:<user>} is a state key. */
    private static final int MAX_USER_LENGTH = 255 - "member:".length();
    /** docs/protocol.md §2.2. */
    private static final int MAX_DATA_BYTES = 4 * 1024;

    private final EventSchemas schemas;
    private final ChannelKinds kinds;

    public MembershipEventReader(EventSchemas schemas, ChannelKinds kinds) {
        this.schemas = schemas;
        this.kinds = kinds;
    }

    @Override
    public Reading<ChannelEvent> read(CloudEvent event, String key) {
        if (!TYPES.contains(event.getType())) {
            return new Reading.Ignored<>();
        }
        EventFields.Checked checked = EventFields.check(schemas, event);
        EventFields fields = checked.fields();
        if (fields == null) {
            return new Reading.Refused<>(Objects.requireNonNull(checked.rejection()));
        }
        String data = fields.object("data");
        Optional<Rejection> rejection = rejection(fields, data, key);
        if (rejection.isPresent()) {
            return new Reading.Refused<>(rejection.get());
        }
        var member = new MemberId(fields.text("channel"), fields.text("user"));
        return new Reading.Taken<>(new ChannelEvent(member, memberEvent(event.getType(), fields, data)));
    }

    private Optional<Rejection> rejection(EventFields fields, @Nullable String data, String key) {
        String channel = fields.text("channel");
        if (!ChannelName.isValid(channel)
                || !kinds.find(new ChannelName(channel))
                        .map(ChannelKind::hasMembers)
                        .orElse(false)) {
            return Optional.of(
                    new Rejection(ProblemCode.UNKNOWN_KIND, "/channel", "must be a channel of a kind with members"));
        }
        if (!channel.equals(key)) { // a channel has one owner: that of the partition of the key
            return Optional.of(EventFields.rejection("/channel", "must be the key of the record"));
        }
        if (fields.text("user").length() > MAX_USER_LENGTH) {
            return Optional.of(EventFields.rejection("/user", "must have at most " + MAX_USER_LENGTH + " characters"));
        }
        if (data != null && data.getBytes(StandardCharsets.UTF_8).length > MAX_DATA_BYTES) {
            return Optional.of(
                    new Rejection(ProblemCode.TOO_LARGE, "/data", "must have at most " + MAX_DATA_BYTES + " bytes"));
        }
        return Optional.empty();
    }

    private static MemberEvent memberEvent(String type, EventFields fields, @Nullable String data) {
        String connection = fields.text("connection");
        if (type.equals(EventType.MEMBERSHIP_LEFT)) {
            return new MemberEvent.Left(connection, fields.text("cause").equals("closed"));
        }
        return new MemberEvent.Entered(
                connection, fields.optionalText("device"), fields.text("pod"), data, fields.at(), true);
    }
}
