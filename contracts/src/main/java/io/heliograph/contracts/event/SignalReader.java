package io.heliograph.contracts.event;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.EventFields.RejectedException;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decides whether a CloudEvent is a signal that may be delivered, docs/events.md §4.1. Safe for concurrent use. */
public final class SignalReader {
    private final ChannelKinds kinds;

    /** What came of reading. */
    public sealed interface Reading {
        record Valid(SignalEvent signal) implements Reading {}

        record Rejected(Rejection rejection) implements Reading {}
    }

    public SignalReader(ChannelKinds kinds) {
        this.kinds = kinds;
    }

    public Reading read(CloudEvent event, Instant now) {
        try {
            return new Reading.Valid(signal(event, new EventFields(event), now));
        } catch (RejectedException e) {
            return new Reading.Rejected(e.rejection());
        }
    }

    private SignalEvent signal(CloudEvent event, EventFields fields, Instant now) {
        Durability durability = durability(fields);
        String key = fields.optional(EventAttribute.STATE_KEY);
        boolean latest = durability == Durability.LATEST;
        if (latest && key == null) {
            throw EventFields.rejected(
                    ProblemCode.MISSING_ATTRIBUTE, EventAttribute.STATE_KEY, "a latest value has a key");
        }
        return new SignalEvent(
                fields.id(),
                fields.source(),
                fields.type(),
                fields.time(now),
                fields.channel(kinds, durability),
                latest ? key : null,
                fields.expiry(),
                fields.priority(),
                fields.optional(EventAttribute.TRACEPARENT),
                latest ? value(event, fields) : fields.data(ProtocolLimits.MAX_DATA_BYTES));
    }

    /** Without data the key is removed. */
    private static @Nullable JsonBytes value(CloudEvent event, EventFields fields) {
        return event.getData() == null || event.getData().toBytes().length == 0
                ? null
                : fields.data(ProtocolLimits.MAX_STATE_BYTES);
    }

    private static Durability durability(EventFields fields) {
        String name = fields.optional(EventAttribute.DURABILITY);
        if (name == null) {
            throw EventFields.rejected(
                    ProblemCode.MISSING_ATTRIBUTE, EventAttribute.DURABILITY, "say latest or transient");
        }
        return Arrays.stream(Durability.values())
                .filter(durability -> durability != Durability.DURABLE
                        && durability.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> EventFields.invalid(
                        EventAttribute.DURABILITY,
                        "latest or transient; a durable publication goes to heliograph.publications"));
    }
}
