package io.heliograph.document.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.document.access.Access;
import io.heliograph.document.editing.SilentEditor;
import io.heliograph.document.membership.MembershipEvent.Change;
import io.heliograph.document.name.DocumentName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MembershipRelayTest {
    private static final DocumentName PLAN = new DocumentName("notes/plan");
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final AtomicInteger connections = new AtomicInteger();
    private final List<MembershipEvent> told = new ArrayList<>();
    private Instant now = START;
    private boolean away;
    private final Members members = new Members(
            new DocumentChannels(ChannelKinds.defaults()), () -> now, () -> "c" + connections.incrementAndGet());
    private final MembershipRelay relay = new MembershipRelay(members, this::receive);

    @Test
    void tellsWhoEntersAndLeaves() {
        SilentEditor ann = new SilentEditor("ann", Access.WRITE);

        members.entered(PLAN, ann);
        relay.round();
        now = START.plusSeconds(1);
        members.left(ann);
        relay.round();

        assertThat(told)
                .extracting(MembershipEvent::change, MembershipEvent::connection, MembershipEvent::at)
                .containsExactly(tuple(Change.ENTERED, "c1", START), tuple(Change.LEFT, "c1", START.plusSeconds(1)));
        assertThat(told.getFirst().channel().value()).isEqualTo("document:notes/plan");
        assertThat(told.getFirst().user()).isEqualTo("ann");
        assertThat(told.getFirst().access()).isEqualTo(Access.WRITE);
        assertThat(told).extracting(MembershipEvent::number).doesNotHaveDuplicates();
    }

    @Test
    void tellsNothingOfWhoWasNeverLetIn() {
        members.left(new SilentEditor("ann", Access.READ));
        members.entered(PLAN, new SilentEditor("x".repeat(249), Access.READ));
        members.entered(new DocumentName("x".repeat(200)), new SilentEditor("bob", Access.READ));
        relay.round();

        assertThat(told).isEmpty();
        assertThat(relay.waiting()).isZero();
    }

    @Test
    void tellsAnotherAccessOnce() {
        SilentEditor ann = new SilentEditor("ann", Access.READ);
        members.entered(PLAN, ann);
        relay.round();

        ann.access = Access.WRITE;
        members.entered(PLAN, ann);
        members.entered(PLAN, ann);
        relay.round();

        assertThat(changes()).containsExactly("c1 ENTERED READ", "c1 UPDATED WRITE");
    }

    @Test
    void keepsTheOrderWhenItCouldNotTell() {
        SilentEditor ann = new SilentEditor("ann", Access.WRITE);
        members.entered(PLAN, ann);
        away = true;
        assertThatThrownBy(relay::round).hasMessage("away");

        members.left(ann);
        away = false;
        relay.round();

        assertThat(changes()).containsExactly("c1 ENTERED WRITE", "c1 LEFT WRITE");
    }

    @Test
    void forgetsWhoCameAndWentWhileItCouldNotTell() {
        members.entered(PLAN, new SilentEditor("ann", Access.WRITE));
        away = true;
        assertThatThrownBy(relay::round).hasMessage("away");

        for (int i = 0; i < 1_000; i++) {
            SilentEditor passing = new SilentEditor("p" + i, Access.READ);
            members.entered(PLAN, passing);
            members.left(passing);
        }

        assertThat(relay.waiting()).as("ann alone").isEqualTo(1);
    }

    @Test
    void tellsOfAllAgainAfterItMayHaveCountedAsGone() {
        SilentEditor ann = new SilentEditor("ann", Access.WRITE);
        SilentEditor bob = new SilentEditor("bob", Access.READ);
        SilentEditor zoe = new SilentEditor("zoe", Access.READ);
        List.of(ann, bob, zoe).forEach(person -> members.entered(PLAN, person));
        relay.round();
        told.clear();

        members.announceAll();
        members.left(bob);
        relay.round();

        assertThat(changes()).containsExactlyInAnyOrder("c1 ENTERED WRITE", "c2 LEFT READ", "c3 ENTERED READ");
    }

    @Test
    void lastOfAllEverybodyLeaves() {
        members.entered(PLAN, new SilentEditor("ann", Access.WRITE));
        relay.round();

        members.end();
        members.entered(PLAN, new SilentEditor("bob", Access.WRITE));
        relay.round();

        assertThat(changes()).containsExactly("c1 ENTERED WRITE", "c1 LEFT WRITE");
    }

    /** Whoever reads the events knows in the end who is there, whatever happened between. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tellsTheTruthInTheEnd(long seed) {
        var random = new SplittableRandom(seed);
        List<SilentEditor> there = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            step(random, there);
        }

        away = false;
        relay.round();

        Map<String, Access> known = new HashMap<>();
        Map<String, String> users = new HashMap<>();
        for (MembershipEvent event : told) {
            users.put(event.connection(), event.user());
            if (event.change() == Change.LEFT) {
                known.remove(event.connection());
            } else {
                known.put(event.connection(), event.access());
            }
        }
        Map<String, Access> byUser = new HashMap<>();
        known.forEach((connection, access) -> byUser.put(users.get(connection), access));
        Map<String, Access> expected = new HashMap<>();
        there.forEach(person -> expected.put(person.user(), person.access));
        assertThat(byUser).isEqualTo(expected);
        assertThat(known).hasSameSizeAs(expected);
    }

    private void step(RandomGenerator random, List<SilentEditor> there) {
        switch (random.nextInt(there.isEmpty() ? 1 : 6)) {
            case 0, 1 -> {
                SilentEditor person = new SilentEditor("u" + connections.get(), Access.READ);
                there.add(person);
                members.entered(PLAN, person);
            }
            case 2 -> members.left(there.remove(random.nextInt(there.size())));
            case 3 -> {
                SilentEditor person = there.get(random.nextInt(there.size()));
                person.access = person.access() == Access.READ ? Access.WRITE : Access.READ;
                members.entered(PLAN, person);
            }
            case 4 -> away = random.nextBoolean();
            default -> attemptRound(random);
        }
    }

    private void attemptRound(RandomGenerator random) {
        if (random.nextInt(10) == 0) {
            members.announceAll();
        }
        if (away && relay.waiting() > 0) {
            assertThatThrownBy(relay::round).hasMessage("away");
        } else {
            relay.round();
        }
    }

    private void receive(List<MembershipEvent> events) {
        if (away) {
            throw new IllegalStateException("away");
        }
        told.addAll(events);
    }

    private List<String> changes() {
        return told.stream()
                .map(event -> event.connection() + " " + event.change() + " " + event.access())
                .toList();
    }
}
