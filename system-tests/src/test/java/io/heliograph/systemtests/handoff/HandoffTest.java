package io.heliograph.systemtests.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.systemtests.handoff.Explorer.Exploration;
import io.heliograph.systemtests.handoff.Explorer.Step;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HandoffTest {
    static List<Variant> asBuilt() {
        return Arrays.stream(Variant.values()).filter(Variant::isAsBuilt).toList();
    }

    static List<Variant> shortcuts() {
        return Arrays.stream(Variant.values())
                .filter(variant -> !variant.isAsBuilt())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("asBuilt")
    void losesNothingInAnyInterleaving(Variant variant) {
        var walk = Walk.of(variant);

        assertThat(walk.losses())
                .as(() -> "the shortest story of a loss:\n" + String.join("\n", walk.shortestStoryOfALoss()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shortcuts")
    void catchesEveryShortcut(Variant variant) {
        assertThat(Walk.of(variant).losses()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("shortcuts")
    void tellsAStoryThatReallyEndsInALoss(Variant variant) {
        var walk = Walk.of(variant);

        HandoffState end = HandoffState.START;
        for (String told : walk.shortestStoryOfALoss()) {
            end = walk.model.next(end).stream()
                    .filter(step -> step.name().equals(told))
                    .map(Step::next)
                    .findFirst()
                    .orElseThrow();
        }

        assertThat(end).isEqualTo(walk.losses().getFirst());
    }

    @Test
    void tellsTheShortestStory() {
        assertThat(Walk.of(Variant.NO_NOTICE_AFTER_FENCED).shortestStoryOfALoss())
                .containsExactly(
                        "owner 1 commits 1",
                        "owner 1 finds no route for 1",
                        "owner 1 commits 2",
                        "owner 1 finds no route for 2",
                        "owner 2 is assigned",
                        "owner 2 reads the checkpoint, 2",
                        "owner 2 tells all gateways to compare",
                        "the gateway is told to compare",
                        "the gateway writes its route",
                        "the gateway reads the log up to 2",
                        "owner 1 commits 3",
                        "owner 2 is fenced",
                        "owner 2 reads the checkpoint, 3",
                        "the gateway goes live",
                        "owner 1 dies");
    }

    @ParameterizedTest
    @EnumSource
    void comesToRestOnlyWhenAllIsCommittedAndTheSubscriberIsLive(Variant variant) {
        List<HandoffState> rests = Walk.of(variant).found.rests();

        assertThat(rests).isNotEmpty().allSatisfy(rest -> {
            assertThat(rest.committed()).isEqualTo(HandoffState.PUBLICATIONS);
            assertThat(rest.subscriber().isLive()).isTrue();
            assertThat(rest.wire()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"UNDISTURBED, 100, 1000", "CRASHED_OWNER, 1000, 10000", "LATE_OWNER, 10000, 100000"})
    void walksAsManyStatesAsTheFaultsMakePossible(Variant variant, int min, int max) {
        assertThat(Walk.of(variant).found.states()).hasSizeBetween(min, max);
    }

    /** A fault that never bites proves nothing. */
    @Test
    void hasTheFaultsBiteWhereItHurts() {
        List<HandoffState> states = Walk.of(Variant.LATE_OWNER).found.states();

        assertThat(states)
                .as("an owner died between its commit and its publication")
                .anyMatch(state -> state.first().phase() == Owner.Phase.GONE
                        && state.first().checkpoint() == state.committed()
                        && state.subscriber().isLive()
                        && state.subscriber().applied() < state.committed());
        assertThat(states)
                .as("a successor was fenced by its predecessor")
                .anyMatch(state -> state.second().phase() == Owner.Phase.FENCED);
        assertThat(states)
                .as("a predecessor was fenced by its successor")
                .anyMatch(state -> state.first().phase() == Owner.Phase.GONE
                        && state.first().checkpoint() < state.committed());
    }

    private static final class Walk {
        private static final Map<Variant, Walk> DONE = new EnumMap<>(Variant.class);

        private final HandoffModel model;
        private final Explorer<HandoffState> explorer;
        private final Exploration<HandoffState> found;

        private Walk(Variant variant) {
            model = new HandoffModel(variant);
            explorer = new Explorer<>(model::next);
            found = explorer.explore(HandoffState.START);
        }

        /** Each variant is walked once. */
        static Walk of(Variant variant) {
            return DONE.computeIfAbsent(variant, Walk::new);
        }

        List<HandoffState> losses() {
            return found.restsThat(HandoffState::isLoss);
        }

        List<String> shortestStoryOfALoss() {
            return losses().isEmpty() ? List.of() : explorer.storyOf(losses().getFirst());
        }
    }
}
