package io.heliograph.presence.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.presence.membership.MemberEvent.Entered;
import io.heliograph.presence.membership.MemberEvent.Left;
import io.heliograph.presence.membership.MemberEvent.PodLost;
import io.heliograph.presence.membership.MemberFold.Change;
import io.heliograph.presence.status.Grace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemberFoldTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Grace GRACE = new Grace(Duration.ofSeconds(30), Duration.ofSeconds(60));

    private final MemberFold fold = new MemberFold(GRACE);
    private final List<Change> changes = new ArrayList<>();
    private MemberState ann = MemberState.ABSENT;
    private Instant now = START;

    private void on(MemberEvent event) {
        ann = fold.apply(ann, event, now);
        settle(Instant.MIN);
    }

    private void at(int seconds) {
        now = START.plusSeconds(seconds);
        settle(now);
    }

    private void settle(Instant decideUntil) {
        MemberFold.Step step = fold.settle(ann, decideUntil);
        ann = step.next();
        if (step.change() != Change.NONE) {
            changes.add(step.change());
        }
    }

    private Entered entered(String connection, String device, String data) {
        return new Entered(connection, device, "g1", data, now, true);
    }

    @Test
    void whoEntersIsAMemberUntilLeaving() {
        on(entered("c1", "d1", "{}"));
        at(5);
        on(new Left("c1", false));

        assertThat(changes).containsExactly(Change.ENTERED, Change.LEFT);
        assertThat(ann.isMember()).isFalse();
    }

    @Test
    void anEventReadAgainChangesNothing() {
        on(entered("c1", "d1", "{}"));
        on(entered("c1", "d1", "{}"));
        on(new Left("c7", false));

        assertThat(changes).containsExactly(Change.ENTERED);
    }

    @Test
    void otherDataAreToldAndKeepTheTimeOfEntering() {
        on(entered("c1", "d1", "{}"));
        at(5);
        on(entered("c1", "d1", "{\"color\":\"red\"}"));

        assertThat(changes).containsExactly(Change.ENTERED, Change.UPDATED);
        assertThat(ann.shown()).singleElement().satisfies(presence -> {
            assertThat(presence.since()).isEqualTo(START);
            assertThat(presence.data()).isEqualTo("{\"color\":\"red\"}");
        });
    }

    @Test
    void whoseConnectionClosedIsThereForTheGrace() {
        on(entered("c1", "d1", "{}"));
        on(new Left("c1", true));
        at(29);
        assertThat(changes).containsExactly(Change.ENTERED);

        at(30);
        assertThat(changes).containsExactly(Change.ENTERED, Change.LEFT);
    }

    @Test
    void enteringAnewWithinTheGraceIsNotSeenByAnybody() {
        on(entered("c1", "d1", "{}"));
        on(new Left("c1", true));
        at(29);
        on(entered("c2", "d1", "{}"));
        at(500);

        assertThat(changes).containsExactly(Change.ENTERED);
        assertThat(ann.present()).extracting(Presence::connection).containsExactly("c2");
    }

    @Test
    void leavingWithinTheGraceIsSeenAtOnce() {
        on(entered("c1", "d1", "{}"));
        on(new Left("c1", true));
        at(3);
        on(new Left("c1", false));

        assertThat(changes).containsExactly(Change.ENTERED, Change.LEFT);
    }

    @Test
    void aSecondDeviceIsAnUpdateAndSoIsItsLeaving() {
        on(entered("c1", "d1", "{}"));
        on(entered("c2", "phone", "{}"));
        on(new Left("c1", false));

        assertThat(changes).containsExactly(Change.ENTERED, Change.UPDATED, Change.UPDATED);
        assertThat(ann.isMember()).isTrue();
    }

    @Test
    void aLostPodHasTheLongerGraceUnlessItWasHeardOfSince() {
        on(entered("c1", "d1", "{}"));
        at(10);
        on(new PodLost("g1", now));
        at(69);
        assertThat(changes).containsExactly(Change.ENTERED);
        at(70);
        assertThat(changes).containsExactly(Change.ENTERED, Change.LEFT);

        on(entered("c2", "d1", "{}"));
        on(new PodLost("g1", now));
        at(500);
        assertThat(ann.isMember()).isTrue();
    }

    @Test
    void nobodyEntersByTheHistoryOfADeadPod() {
        on(new Entered("c1", "d1", "g1", "{}", now, false));

        assertThat(changes).isEmpty();
    }

    @Test
    void remembersABoundedNumberOfConnections() {
        for (int i = 0; i < 100; i++) {
            on(entered("c" + i, "d" + i, "{}"));
        }

        assertThat(ann.present()).hasSize(MemberFold.MAX_CONNECTIONS);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsWithTheTruthAndTellsNoMoreThanHappened(long seed) {
        var random = new SplittableRandom(seed);
        Map<String, String> open = new HashMap<>();
        int transitions = 0;
        int counted = 0;
        int made = 0;
        for (int i = 0; i < 300; i++) {
            boolean before = open.isEmpty();
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    String connection = "c" + made++;
                    String pod = "g" + random.nextInt(3);
                    open.put(connection, pod);
                    ann = fold.apply(ann, new Entered(connection, "d" + random.nextInt(2), pod, "{}", now, true), now);
                }
                case 2 -> {
                    if (!open.isEmpty()) {
                        String gone = open.keySet().iterator().next();
                        open.remove(gone);
                        ann = fold.apply(ann, new Left(gone, random.nextBoolean()), now);
                    }
                }
                default -> {
                    String pod = "g" + random.nextInt(3);
                    open.values().removeIf(pod::equals);
                    ann = fold.apply(ann, new PodLost(pod, now.plusNanos(1)), now);
                }
            }
            if (open.size() > 15) { // below the fold's bound
                open.keySet().forEach(id -> ann = fold.apply(ann, new Left(id, false), now));
                open.clear();
            }
            if (open.isEmpty() != before) {
                transitions++;
            }
            MemberFold.Step step = fold.settle(ann, random.nextInt(10) == 0 ? Instant.MIN : now);
            counted += step.connections();
            ann = step.next();
            if (step.change() != Change.NONE) {
                changes.add(step.change());
            }
            if (!open.isEmpty()) {
                assertThat(ann.isMember())
                        .as("absent while there, seed %d step %d", seed, i)
                        .isTrue();
            }
            assertThat(counted)
                    .as("connections, seed %d step %d", seed, i)
                    .isEqualTo(ann.shown().size());
            now = now.plusSeconds(random.nextInt(1, 40));
        }
        now = now.plusSeconds(60);
        settle(now);

        assertThat(ann.isMember()).as("final, seed %d", seed).isEqualTo(!open.isEmpty());
        assertThat(changes.stream().filter(change -> change != Change.UPDATED).count())
                .as("told more than happened, seed %d", seed)
                .isLessThanOrEqualTo(transitions + 1);
    }
}
