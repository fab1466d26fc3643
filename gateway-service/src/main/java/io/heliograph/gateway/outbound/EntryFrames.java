package io.heliograph.gateway.outbound;

import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.contracts.wire.PodMessage.Skipped;
import java.time.Instant;

/** What a client is told of a channel's entry, docs/protocol.md §4.3 and §4.4: what has expired meanwhile is told as skipped. */
public final class EntryFrames {
    private EntryFrames() {}

    public static boolean hasExpired(ChannelEntry entry, Instant now) {
        if (!(entry instanceof Publication publication)) {
            return false;
        }
        Instant expiresAt = publication.expiresAt();
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** What there is to tell of the entry by now. */
    public static ChannelEntry due(ChannelEntry entry, Instant now) {
        return hasExpired(entry, now)
                ? new Skipped(entry.channel(), entry.epoch(), entry.first(), entry.last())
                : entry;
    }

    public static ServerFrame frameOf(ChannelEntry due) {
        return switch (due) {
            case Publication publication ->
                new ServerFrame.Message(
                        publication.channel(),
                        publication.epoch(),
                        publication.offset(),
                        publication.id(),
                        publication.type(),
                        publication.time(),
                        publication.user(),
                        publication.traceparent(),
                        publication.data());
            case Skipped skipped ->
                new ServerFrame.Skipped(skipped.channel(), skipped.epoch(), skipped.first(), skipped.last());
        };
    }
}
