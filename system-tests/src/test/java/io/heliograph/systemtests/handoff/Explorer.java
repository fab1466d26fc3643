package io.heliograph.systemtests.handoff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks every state that can be reached, in breadth, so that the first way found to a state is a shortest one.
 *
 * @param <S> a state, equal by value
 */
final class Explorer<S> {
    private final Function<S, List<Step<S>>> steps;
    private final Map<S, Arrival<S>> arrivals = new HashMap<>();

    /**
     * What can happen next.
     *
     * @param isCertain whether it happens sooner or later, when nothing else does; a fault may stay away for ever
     */
    record Step<S>(String name, S next, boolean isCertain) {}

    /** The first way found to a state; without a step it is where everything begins. */
    private record Arrival<S>(@Nullable S from, @Nullable String step) {}

    /**
     * What was found.
     *
     * @param states all that can be reached
     * @param rests those in which nothing more is certain to happen
     */
    record Exploration<S>(List<S> states, List<S> rests) {
        /** In the order of the length of their stories. */
        List<S> restsThat(Predicate<S> holds) {
            return rests.stream().filter(holds).toList();
        }
    }

    Explorer(Function<S, List<Step<S>>> steps) {
        this.steps = steps;
    }

    Exploration<S> explore(S start) {
        List<S> states = new ArrayList<>();
        List<S> rests = new ArrayList<>();
        Queue<S> waiting = new ArrayDeque<>();
        arrivals.put(start, new Arrival<>(null, null));
        waiting.add(start);
        for (S state = waiting.poll(); state != null; state = waiting.poll()) {
            states.add(state);
            List<Step<S>> next = steps.apply(state);
            if (next.stream().noneMatch(Step::isCertain)) {
                rests.add(state);
            }
            for (Step<S> step : next) {
                if (arrivals.putIfAbsent(step.next(), new Arrival<>(state, step.name())) == null) {
                    waiting.add(step.next());
                }
            }
        }
        return new Exploration<>(states, rests);
    }

    /** The steps of a shortest way to a state that was reached. */
    List<String> storyOf(S state) {
        List<String> story = new ArrayList<>();
        Arrival<S> arrival = arrivals.get(state);
        while (arrival != null && arrival.step() != null) {
            story.add(arrival.step());
            arrival = arrivals.get(arrival.from());
        }
        Collections.reverse(story);
        return story;
    }
}
