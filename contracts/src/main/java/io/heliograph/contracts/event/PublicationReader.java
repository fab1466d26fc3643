package io.heliograph.contracts.event;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.EventFields.RejectedException;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.time.Duration;
import java.time.Instant;

/** Decides whether a CloudEvent is a publication that may be stored, docs/events.md §4. Safe for concurrent use. */
public final class PublicationReader {
    /** How far ahead of this clock a producer's may be. */
    public static final Duration MAX_FUTURE = EventFields.MAX_FUTURE;

    private final ChannelKinds kinds;

    /** What came of reading. */
    public sealed interface Reading {
        record Valid(PublicationEvent publication) implements Reading {}

        record Rejected(Rejection rejection) implements Reading {}
    }

    public PublicationReader(ChannelKinds kinds) {
        this.kinds = kinds;
    }

    public Reading read(CloudEvent event, Instant now) {
        try {
            return new Reading.Valid(publication(new EventFields(event), now));
        } catch (RejectedException e) {
            return new Reading.Rejected(e.rejection());
        }
    }

    private PublicationEvent publication(EventFields fields, Instant now) {
        return new PublicationEvent(
                fields.id(),
                fields.source(),
                fields.type(),
                fields.time(now),
                fields.channel(kinds, Durability.DURABLE),
                fields.optional(EventAttribute.COLLAPSE_KEY),
                fields.expiry(),
                fields.priority(),
                fields.optional(EventAttribute.TRACEPARENT),
                fields.data(ProtocolLimits.MAX_DATA_BYTES));
    }
}
