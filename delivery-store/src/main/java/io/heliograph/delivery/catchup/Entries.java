package io.heliograph.delivery.catchup;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Accounts for a range of offsets without a hole: what expired or is missing goes as {@code skipped}, neighbours in one range. Confined to one thread. */
final class Entries {
    private final ChannelName channel;
    private final long epoch;
    private final List<ChannelEntry> entries = new ArrayList<>();
    private long accounted;

    private Entries(ChannelName channel, long epoch, long after) {
        this.channel = channel;
        this.epoch = epoch;
        this.accounted = after;
    }

    /**
     * The offsets after {@code after} up to {@code last}.
     *
     * @param stored what is stored of them, in the order of offsets; none outside the range
     */
    static List<ChannelEntry> account(
            ChannelName channel, long epoch, long after, long last, List<PodMessage.Publication> stored, Instant now) {
        var entries = new Entries(channel, epoch, after);
        for (PodMessage.Publication publication : stored) {
            if (!isExpired(publication, now)) {
                entries.skipUpTo(publication.offset() - 1);
                entries.add(publication);
            }
        }
        entries.skipUpTo(last);
        return entries.entries;
    }

    private static boolean isExpired(PodMessage.Publication publication, Instant now) {
        Instant expiresAt = publication.expiresAt();
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    private void add(PodMessage.Publication publication) {
        entries.add(publication);
        accounted = publication.offset();
    }

    private void skipUpTo(long last) {
        if (last > accounted) {
            entries.add(new PodMessage.Skipped(channel, epoch, accounted + 1, last));
            accounted = last;
        }
    }
}
