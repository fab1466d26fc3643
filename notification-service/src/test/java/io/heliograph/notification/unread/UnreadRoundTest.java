package io.heliograph.notification.unread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnreadRoundTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Waiting waiting = new Waiting();
    private final Queue<SignalEvent> published = new ConcurrentLinkedQueue<>();
    private final List<List<String>> asked = new ArrayList<>();
    private final Counts counts = new Counts();

    @Test
    void tellsEverybodyWhoIsDue() {
        waiting.add("ann", "bob");

        boolean more = round(String::length).run();

        assertThat(more).isFalse();
        assertThat(channels()).containsExactlyInAnyOrder("user:ann", "user:bob");
        assertThat(waiting.told).containsExactlyInAnyOrder("ann", "bob");
        assertThat(counts.told).hasValue(2);
    }

    @Test
    void countsOnlyAfterHavingTaken() {
        waiting.add("ann");

        round(user -> waiting.due.isEmpty() ? 1 : 0).run();

        assertThat(published).extracting(SignalEvent::data).containsExactly(JsonBytes.of("{\"unread\":1}"));
    }

    @Test
    void tellsTheOthersWhenOneUserFails() {
        waiting.add("ann", "bob", "cid");

        assertThatThrownBy(() -> round(user -> 1, signal -> {
                            if (signal.channel().value().equals("user:bob")) {
                                throw new IllegalStateException("away for this test");
                            }
                            published.add(signal);
                        })
                        .run())
                .hasRootCauseMessage("away for this test");

        assertThat(channels()).containsExactlyInAnyOrder("user:ann", "user:cid");
        assertThat(waiting.told).containsExactlyInAnyOrder("ann", "cid");
        assertThat(waiting.putOff).containsExactly("bob");
        assertThat(counts.putOff).hasValue(1);
        assertThat(counts.told).hasValue(2);
    }

    @Test
    void asksOnceForTheCountsOfAll() {
        waiting.add("ann", "bob");

        round(String::length).run();

        assertThat(asked).containsExactly(List.of("ann", "bob"));
    }

    @Test
    void isDoneWithAUserWhoHasNoChannel() {
        String long200 = "a".repeat(200);
        waiting.add(long200);

        round(user -> 1).run();

        assertThat(published).isEmpty();
        assertThat(waiting.told).containsExactly(long200);
    }

    @Test
    void saysThatThereMayBeMore() {
        waiting.add(
                IntStream.range(0, UnreadRound.MAX_USERS).mapToObj(i -> "u" + i).toArray(String[]::new));

        assertThat(round(user -> 1).run()).isTrue();
        assertThat(round(user -> 1).run()).isFalse();
    }

    @Test
    void tellsTheCountOfThoseWhoseNotificationsExpired() {
        waiting.expiring = 1;

        assertThat(round(user -> 0).run()).isFalse();

        assertThat(channels()).containsExactly("user:expired");
    }

    @Test
    void saysThatMoreMayHaveExpired() {
        waiting.expiring = UnreadRound.MAX_EXPIRED + 1;

        assertThat(round(user -> 0).run()).isTrue();
        assertThat(waiting.expiring).isEqualTo(1);
    }

    private UnreadRound round(ToLongFunction<String> count) {
        return round(count, published::add);
    }

    private UnreadRound round(ToLongFunction<String> count, Consumer<SignalEvent> publisher) {
        return new UnreadRound(
                new UnreadRound.Ports(waiting, users -> count(users, count), publisher, counts),
                InstantSource.fixed(NOON));
    }

    private Map<String, Long> count(List<String> users, ToLongFunction<String> count) {
        asked.add(users);
        return users.stream().distinct().collect(Collectors.toMap(user -> user, count::applyAsLong));
    }

    private List<String> channels() {
        return published.stream().map(signal -> signal.channel().value()).toList();
    }

    private static final class Waiting implements UnreadQueue {
        private final Queue<UnreadDue> due = new ConcurrentLinkedQueue<>();
        private final Queue<String> told = new ConcurrentLinkedQueue<>();
        private final Queue<String> putOff = new ConcurrentLinkedQueue<>();
        private int expiring;

        void add(String... users) {
            Stream.of(users).map(user -> new UnreadDue(user, 1, NOON)).forEach(due::add);
        }

        @Override
        public int expire(int max) {
            int now = Math.min(max, expiring);
            expiring -= now;
            IntStream.range(0, now).forEach(i -> add("expired"));
            return now;
        }

        @Override
        public List<UnreadDue> take(int max) {
            List<UnreadDue> taken = due.stream().limit(max).toList();
            due.removeAll(taken);
            return taken;
        }

        @Override
        public void told(List<UnreadDue> users) {
            users.stream().map(UnreadDue::recipient).forEach(told::add);
        }

        @Override
        public void putOff(UnreadDue user) {
            putOff.add(user.recipient());
        }
    }

    private static final class Counts implements UnreadObserver {
        private final AtomicInteger told = new AtomicInteger();
        private final AtomicInteger putOff = new AtomicInteger();

        @Override
        public void told() {
            told.incrementAndGet();
        }

        @Override
        public void putOff() {
            putOff.incrementAndGet();
        }
    }
}
