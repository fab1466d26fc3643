package io.heliograph.systemtests.handoff;

import io.heliograph.systemtests.handoff.Explorer.Step;
import io.heliograph.systemtests.handoff.Owner.Phase;
import java.util.ArrayList;
import java.util.List;

/** All that can happen in a state: the steps of the processes in any order, and the faults of the {@link Variant}. */
final class HandoffModel {
    private final Variant variant;
    private final StoreSteps first;
    private final StoreSteps second;
    private final GatewaySteps gateway;

    HandoffModel(Variant variant) {
        this.variant = variant;
        first = StoreSteps.ofFirst(variant);
        second = StoreSteps.ofSecond(variant);
        gateway = new GatewaySteps(variant);
    }

    List<Step<HandoffState>> next(HandoffState state) {
        List<Step<HandoffState>> steps = new ArrayList<>();
        steps.addAll(first.next(state, state.first()));
        steps.addAll(second.next(state, state.second()));
        steps.addAll(gateway.next(state));
        if (variant.has(Trait.LAGGING_REPLICA) && state.replicated() < state.committed()) {
            steps.add(new Step<>("the replica catches up to " + (state.replicated() + 1), state.replicating(), true));
        }
        addFaults(state, steps);
        return steps;
    }

    private void addFaults(HandoffState state, List<Step<HandoffState>> steps) {
        boolean firstIsGone = state.first().phase() == Phase.GONE;
        if (variant.has(Trait.CRASH) && !firstIsGone) {
            steps.add(new Step<>("owner 1 dies", state.withFirst(state.first().at(Phase.GONE)), false));
        }
        if (state.second().phase() == Phase.STANDING_BY && (firstIsGone || variant.has(Trait.LATE_PREDECESSOR))) {
            HandoffState assigned = state.withSecond(state.second().at(Phase.ASSIGNED));
            steps.add(new Step<>("owner 2 is assigned", assigned, firstIsGone));
        }
    }
}
