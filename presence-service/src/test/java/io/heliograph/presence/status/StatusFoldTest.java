package io.heliograph.presence.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.presence.status.StatusEvent.Activity;
import io.heliograph.presence.status.StatusEvent.Closed;
import io.heliograph.presence.status.StatusEvent.Connection;
import io.heliograph.presence.status.StatusEvent.Opened;
import io.heliograph.presence.status.StatusEvent.PodLost;
import io.heliograph.presence.status.StatusEvent.VisibilityChosen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StatusFoldTest {
    private static final Instant START = Instant.parse("2026-01-01T12:00:20Z");
    private static final Connection C1 = new Connection("c1", "g1", "d1");
    private static final Connection C2 = new Connection("c2", "g2", "d1");
    private static final Connection PHONE = new Connection("c3", "g1", "phone");

    private final StatusFold fold = new StatusFold(new Grace(Duration.ofSeconds(30), Duration.ofSeconds(60)));
    private final List<Shown> published = new ArrayList<>();
    private PersonState ann = PersonState.UNKNOWN;
    private Instant now = START;

    private void at(int seconds) {
        now = START.plusSeconds(seconds);
        settle(now);
    }

    private void on(StatusEvent event) {
        ann = fold.apply(ann, event, now);
        settle(Instant.MIN);
    }

    private void settle(Instant decideUntil) {
        StatusFold.Step step = fold.settle(ann, now, decideUntil);
        ann = step.next();
        for (StatusFold.Effect effect : step.effects()) {
            if (effect instanceof StatusFold.Effect.Publish(Shown shown, long revision)) {
                published.add(shown);
                assertThat(revision).isEqualTo(published.size());
            }
        }
    }

    private Opened opened(Connection connection) {
        return new Opened(connection, now, true);
    }

    private List<Status> statuses() {
        return published.stream().map(Shown::status).toList();
    }

    @Test
    void whoConnectsIsOnline() {
        on(opened(C1));

        assertThat(published)
                .containsExactly(
                        new Shown(Status.ONLINE, START, START, null, List.of(new Shown.Device("d1", Status.ONLINE))));
    }

    @Test
    void aConnectionWithoutADeviceCountsAndIsNotListed() {
        on(opened(new Connection("c1", "g1", null)));

        assertThat(published).singleElement().satisfies(shown -> {
            assertThat(shown.status()).isEqualTo(Status.ONLINE);
            assertThat(shown.devices()).isEmpty();
        });
    }

    @Test
    void anEventReadAgainChangesNothing() {
        on(opened(C1));
        on(opened(C1));
        on(new Closed("c9", now));

        assertThat(published).hasSize(1);
    }

    @Nested
    class WhenTheLastConnectionCloses {
        @Test
        void goesOfflineAfterTheGraceAndWasLastSeenInAWholeMinute() {
            on(opened(C1));
            at(100);
            on(new Closed("c1", now));

            at(129);
            assertThat(statuses()).containsExactly(Status.ONLINE);
            assertThat(ann.dueAt()).contains(START.plusSeconds(130));

            at(130);
            Instant minute = Instant.parse("2026-01-01T12:02:00Z");
            assertThat(published.getLast()).isEqualTo(new Shown(Status.OFFLINE, minute, minute, minute, List.of()));
            assertThat(ann.dueAt()).isEmpty();
        }

        @Test
        void isNotSeenLeavingWhenBackWithinTheGrace() {
            on(opened(C1));
            on(new Closed("c1", now));
            at(29);
            on(opened(C2));
            at(500);

            assertThat(statuses()).containsExactly(Status.ONLINE);
        }

        @Test
        void staysAsLongAsNothingMayBeDecided() {
            on(opened(C1));
            on(new Closed("c1", now));
            now = START.plusSeconds(600);
            settle(Instant.MIN);
            assertThat(statuses()).containsExactly(Status.ONLINE);

            settle(now);
            assertThat(statuses()).containsExactly(Status.ONLINE, Status.OFFLINE);
        }

        @Test
        void theGraceRunsFromWhenItWasReadWhateverTheGatewaysClockSays() {
            on(opened(C1));
            on(new Closed("c1", now.minusSeconds(300)));
            at(29);
            assertThat(statuses()).containsExactly(Status.ONLINE);

            at(30);
            assertThat(published.getLast().lastSeen()).isEqualTo(Instant.parse("2026-01-01T11:55:00Z"));
        }

        @Test
        void wasNotLastSeenInTheFuture() {
            on(opened(C1));
            on(new Closed("c1", now.plusSeconds(300)));
            at(30);

            assertThat(published.getLast().lastSeen()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
        }

        @Test
        void staysWithAnotherDeviceAndTheFirstOneFadesAlone() {
            on(opened(C1));
            on(opened(PHONE));
            on(new Closed("c1", now));
            at(30);

            assertThat(statuses()).containsExactly(Status.ONLINE, Status.ONLINE, Status.ONLINE);
            assertThat(published.getLast().devices()).containsExactly(new Shown.Device("phone", Status.ONLINE));
            assertThat(published.getLast().since()).isEqualTo(START);
        }

        @Test
        void anOlderConnectionThatWasReplacedMakesNoDifference() {
            on(opened(C1));
            on(opened(C2));
            on(new Closed("c1", now));
            at(500);

            assertThat(statuses()).containsExactly(Status.ONLINE);
        }
    }

    @Nested
    class WhenAPodIsLost {
        @Test
        void hasALongerGrace() {
            on(opened(C1));
            at(10);
            on(new PodLost("g1", now));

            at(69);
            assertThat(statuses()).containsExactly(Status.ONLINE);
            at(70);
            assertThat(statuses()).containsExactly(Status.ONLINE, Status.OFFLINE);
            at(700);
            assertThat(published).hasSize(2);
        }

        @Test
        void losesOnlyItsOwnConnections() {
            on(opened(C1));
            on(opened(C2));
            at(10);
            on(new PodLost("g1", now));
            at(500);

            assertThat(statuses()).containsExactly(Status.ONLINE);
        }

        @Test
        void keepsWhatWasHeardOfSinceTheRegistryWasAsked() {
            on(opened(C1));
            Instant asked = now;
            now = now.plusSeconds(1);
            on(opened(C1));
            on(new PodLost("g1", asked));
            at(500);

            assertThat(ann.truth()).isEqualTo(Status.ONLINE);
            assertThat(published).hasSize(1);
        }

        @Test
        void comesBackByAnAnnouncement() {
            on(opened(C1));
            at(10);
            on(new PodLost("g1", now));
            at(20);
            on(opened(C1));
            at(500);

            assertThat(statuses()).containsExactly(Status.ONLINE);
        }

        @Test
        void nobodyAppearsByTheHistoryOfADeadPod() {
            on(new Opened(C1, now, false));
            on(new Activity(C1, false, now, false));
            at(500);

            assertThat(published).isEmpty();
            assertThat(ann.lastSeen()).isEqualTo(START);
        }
    }

    @Nested
    class WhenIdle {
        @Test
        void isIdleWhenAllDevicesAre() {
            on(opened(C1));
            on(opened(PHONE));
            at(5);
            on(new Activity(C1, true, now, true));
            at(6);
            on(new Activity(PHONE, true, now, true));

            assertThat(statuses()).containsExactly(Status.ONLINE, Status.ONLINE, Status.ONLINE, Status.IDLE);
            assertThat(published.get(2).devices())
                    .containsExactly(new Shown.Device("d1", Status.IDLE), new Shown.Device("phone", Status.ONLINE));
            assertThat(published.getLast().since()).isEqualTo(START.plusSeconds(6));
        }

        @Test
        void anAnnouncementDoesNotWake() {
            on(opened(C1));
            on(new Activity(C1, true, now, true));
            on(opened(C1));

            assertThat(statuses()).containsExactly(Status.ONLINE, Status.IDLE);
        }

        @Test
        void isShownIdleDuringTheGrace() {
            on(opened(C1));
            on(new Activity(C1, true, now, true));
            on(new Closed("c1", now));
            at(29);

            assertThat(statuses()).containsExactly(Status.ONLINE, Status.IDLE);
        }
    }

    @Nested
    class WhenInvisible {
        @Test
        void isSeenOfflineFromWhenItBeganWhateverHappens() {
            on(opened(C1));
            at(100);
            on(new VisibilityChosen(true, now));
            at(300);
            on(new Closed("c1", now));
            on(opened(C2));
            on(new Activity(C2, true, now, true));
            on(new VisibilityChosen(true, now));
            at(900);

            Instant minute = Instant.parse("2026-01-01T12:02:00Z");
            assertThat(statuses()).containsExactly(Status.ONLINE, Status.OFFLINE);
            assertThat(published.getLast()).isEqualTo(new Shown(Status.OFFLINE, minute, minute, minute, List.of()));
        }

        @Test
        void neverAppearsWhenInvisibleEverSince() {
            on(new VisibilityChosen(true, now));
            on(opened(C1));
            at(500);

            assertThat(published).isEmpty();
        }

        @Test
        void keepsTheLastSeenOfBeforeWhenVisibleAgainWithoutAConnection() {
            on(opened(C1));
            on(new VisibilityChosen(true, now));
            at(300);
            on(new Closed("c1", now));
            at(400);
            on(new VisibilityChosen(false, now));
            at(900);

            assertThat(published).hasSize(2);
            assertThat(published.getLast().lastSeen()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
        }

        @Test
        void appearsAgainWhenVisible() {
            on(opened(C1));
            on(new VisibilityChosen(true, now));
            at(300);
            on(new VisibilityChosen(false, now));

            assertThat(statuses()).containsExactly(Status.ONLINE, Status.OFFLINE, Status.ONLINE);
            assertThat(published.getLast().since()).isEqualTo(START.plusSeconds(300));
        }
    }

    @Test
    void whatCameAndWentInsideABatchIsNotTold() {
        on(opened(C1));
        ann = fold.apply(ann, new Activity(C1, true, now, true), now);
        ann = fold.apply(ann, new Activity(C1, false, now, true), now);
        settle(Instant.MIN);

        assertThat(published).hasSize(1);
    }

    @Test
    void remembersABoundedNumberOfConnections() {
        for (int i = 0; i < 200; i++) {
            now = START.plusSeconds(i);
            on(opened(new Connection("c" + i, "g1", "d1")));
        }

        assertThat(ann.devices().values())
                .singleElement()
                .satisfies(device -> assertThat(device.live())
                        .hasSize(DeviceState.MAX_CONNECTIONS)
                        .containsKey("c199"));
    }

    @Test
    void refusesACrashGraceShorterThanTheOther() {
        assertThatThrownBy(() -> new Grace(Duration.ofSeconds(30), Duration.ofSeconds(29)))
                .hasMessageContaining("presence.crash-grace");
    }
}
