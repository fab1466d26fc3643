package io.heliograph.delivery.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.delivery.routing.PendingNotices.Addressed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PendingNoticesTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    private final PendingNotices pending = new PendingNotices();

    @Test
    void sendsEachOnce() {
        pending.addPartition(new CompareNotice.Partition(3, 8));
        pending.addPartition(new CompareNotice.Partition(3, 8));
        pending.addChannels("pod-1", List.of(ROOM));
        pending.addChannels("pod-1", List.of(ROOM));

        assertThat(pending.drain())
                .containsExactlyInAnyOrder(
                        new Addressed.ToAllPods(new CompareNotice.Partition(3, 8)),
                        new Addressed.ToPod("pod-1", new CompareNotice.Channels(List.of(ROOM))));
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void tellsAPodToCompareAllRatherThanVeryMany() {
        pending.addChannels("pod-1", channels(PendingNotices.MAX_CHANNELS_PER_POD + 1));
        pending.addChannels("pod-1", List.of(ROOM));

        assertThat(pending.drain()).containsExactly(new Addressed.ToPod("pod-1", new CompareNotice.AllChannels()));
    }

    @Test
    void tellsAllPodsRatherThanVeryMany() {
        IntStream.rangeClosed(0, PendingNotices.MAX_PODS).forEach(i -> pending.addChannels("pod-" + i, List.of(ROOM)));

        assertThat(pending.drain()).containsExactly(new Addressed.ToAllPods(new CompareNotice.AllChannels()));
    }

    @Test
    void tellsAllPodsToCompareAllOnceEveryPartitionIsConcerned() {
        IntStream.range(0, 8).forEach(i -> pending.addPartition(new CompareNotice.Partition(i, 8)));
        pending.addPartition(new CompareNotice.Partition(0, 8));
        pending.addChannels("pod-1", List.of(ROOM));

        assertThat(pending.drain()).containsExactly(new Addressed.ToAllPods(new CompareNotice.AllChannels()));
    }

    @Test
    void takesBackWhatCouldNotBeSent() {
        pending.addPartition(new CompareNotice.Partition(3, 8));
        pending.addChannels("pod-1", List.of(ROOM));
        pending.addChannels("pod-2", channels(PendingNotices.MAX_CHANNELS_PER_POD + 1));
        var unsent = pending.drain();

        unsent.forEach(pending::addAgain);

        assertThat(pending.drain()).containsExactlyInAnyOrderElementsOf(unsent);
    }

    private static List<ChannelName> channels(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ChannelName("room:" + i))
                .toList();
    }
}
