package io.heliograph.document.announcing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AnnouncerTest {
    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final ListedOutbox outbox = new ListedOutbox();
    private final List<DocumentChange> told = new ArrayList<>();

    @Test
    void tellsWhatWaitsBeforeWhatIsNew() {
        outbox.waiting.add(change("old"));
        outbox.pending.add(change("new"));

        new Announcer(outbox, told::addAll, QUIET, AT_MOST).round();

        assertThat(told).containsExactly(change("old"), change("new"));
    }

    @Test
    void tellsAllOfALongList() {
        Stream.generate(() -> change("many")).limit(ChangeOutbox.MAX_BATCH + 1).forEach(outbox.waiting::add);

        new Announcer(outbox, told::addAll, QUIET, AT_MOST).round();

        assertThat(told).hasSize(ChangeOutbox.MAX_BATCH + 1);
    }

    @Test
    void collectsNothingWhileTheReceiverIsAway() {
        outbox.waiting.add(change("old"));
        outbox.pending.add(change("new"));
        Announcer announcer = new Announcer(
                outbox,
                _ -> {
                    throw new IllegalStateException("away");
                },
                QUIET,
                AT_MOST);

        assertThatThrownBy(announcer::round).hasMessage("away");

        assertThat(outbox.waiting).containsExactly(change("old"));
        assertThat(outbox.pending).containsExactly(change("new"));
    }

    @Test
    void refusesToWaitLongerForRestThanAtMost() {
        Duration tooLong = AT_MOST.multipliedBy(2);
        assertThatThrownBy(() -> new Announcer(outbox, told::addAll, tooLong, AT_MOST))
                .hasMessageContaining("quiet (PT1M) must not be longer than document.announcing.at-most (PT30S)");
    }

    private static DocumentChange change(String document) {
        return new DocumentChange(new DocumentName(document), 1, 10, List.of("ann"), Instant.EPOCH, false);
    }

    /** As the real one: what the receiver throws keeps the changes. */
    private static final class ListedOutbox implements ChangeOutbox {
        final List<DocumentChange> pending = new ArrayList<>();
        final List<DocumentChange> waiting = new ArrayList<>();

        @Override
        public void collect(Duration quiet, Duration atMost) {
            waiting.addAll(pending);
            pending.clear();
        }

        @Override
        public int relay(Consumer<List<DocumentChange>> receiver) {
            List<DocumentChange> batch = List.copyOf(waiting.subList(0, Math.min(MAX_BATCH, waiting.size())));
            receiver.accept(batch);
            waiting.subList(0, batch.size()).clear();
            return batch.size();
        }
    }
}
