package io.heliograph.delivery.catchup;

import static io.heliograph.delivery.testing.Events.NOON;
import static io.heliograph.delivery.testing.Stored.EPOCH;
import static io.heliograph.delivery.testing.Stored.expiring;
import static io.heliograph.delivery.testing.Stored.publication;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.contracts.wire.PodMessage.Skipped;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntriesTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    @Test
    void accountsForWhatExpiredOrIsMissingInOneRange() {
        var entries = account(
                2, 9, publication("room:1", 4), expiring("room:1", 5, NOON), expiring("room:1", 7, NOON.plusMillis(1)));

        assertThat(entries)
                .containsExactly(
                        new Skipped(ROOM, EPOCH, 3, 3),
                        publication("room:1", 4),
                        new Skipped(ROOM, EPOCH, 5, 6),
                        expiring("room:1", 7, NOON.plusMillis(1)),
                        new Skipped(ROOM, EPOCH, 8, 9));
    }

    @Test
    void hasNothingToAccountForAtTheHead() {
        assertThat(account(9, 9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverLeavesAHole(long seed) {
        var random = new SplittableRandom(seed);
        long after = random.nextLong(5);
        long last = after + random.nextLong(30);
        List<PodMessage.Publication> stored = new ArrayList<>();
        for (long offset = after + 1; offset <= last; offset++) {
            switch (random.nextInt(3)) {
                case 0 -> stored.add(publication("room:1", offset));
                case 1 -> stored.add(expiring("room:1", offset, NOON));
                default -> {}
            }
        }

        var entries = Entries.account(ROOM, EPOCH, after, last, stored, NOON);

        long accounted = after;
        for (ChannelEntry entry : entries) {
            assertThat(entry.first()).as("seed %d", seed).isEqualTo(accounted + 1);
            accounted = entry.last();
        }
        assertThat(accounted).as("seed %d", seed).isEqualTo(last);
    }

    private static List<ChannelEntry> account(long after, long last, PodMessage.Publication... stored) {
        return Entries.account(ROOM, EPOCH, after, last, List.of(stored), NOON);
    }
}
