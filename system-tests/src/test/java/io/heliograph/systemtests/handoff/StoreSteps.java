package io.heliograph.systemtests.handoff;

import static io.heliograph.systemtests.handoff.Owner.Phase.ASSIGNED;
import static io.heliograph.systemtests.handoff.Owner.Phase.CHECKPOINT_READ;
import static io.heliograph.systemtests.handoff.Owner.Phase.COMMITTED;
import static io.heliograph.systemtests.handoff.Owner.Phase.DONE_BUT_FOR_COMMIT;
import static io.heliograph.systemtests.handoff.Owner.Phase.FENCED;
import static io.heliograph.systemtests.handoff.Owner.Phase.GONE;
import static io.heliograph.systemtests.handoff.Owner.Phase.NOTICE_GIVEN;
import static io.heliograph.systemtests.handoff.Owner.Phase.READY;
import static io.heliograph.systemtests.handoff.Owner.Phase.ROUTE_FOUND;

import io.heliograph.systemtests.handoff.Explorer.Step;
import java.util.List;
import java.util.function.BiFunction;

/** What an owner of the partition does next: commit, look up the routes, publish; and before that, when it is new, read the checkpoint and have the gateways compare. */
final class StoreSteps {
    private final Variant variant;
    private final String name;
    private final BiFunction<HandoffState, Owner, HandoffState> put;
    private final Owner.Phase afterFenced;

    private StoreSteps(
            Variant variant, String name, BiFunction<HandoffState, Owner, HandoffState> put, Owner.Phase afterFenced) {
        this.variant = variant;
        this.name = name;
        this.put = put;
        this.afterFenced = afterFenced;
    }

    /** Fenced, it is an owner no more. */
    static StoreSteps ofFirst(Variant variant) {
        return new StoreSteps(variant, "owner 1", HandoffState::withFirst, GONE);
    }

    /** Fenced, it starts over: it is the predecessor that was late. */
    static StoreSteps ofSecond(Variant variant) {
        return new StoreSteps(variant, "owner 2", HandoffState::withSecond, FENCED);
    }

    List<Step<HandoffState>> next(HandoffState state, Owner owner) {
        return switch (owner.phase()) {
            case STANDING_BY, GONE -> List.of();
            case ASSIGNED -> List.of(takeOver(state, owner));
            case CHECKPOINT_READ -> List.of(giveNotice(state, owner, READY));
            case NOTICE_GIVEN -> List.of(readCheckpoint(state, owner, READY));
            case FENCED ->
                List.of(
                        variant.has(Trait.NO_NOTICE_AFTER_FENCED)
                                ? readCheckpoint(state, owner, READY)
                                : takeOver(state, owner));
            case READY -> begin(state, owner);
            case COMMITTED -> List.of(lookUp(state, owner, owner.checkpoint(), READY));
            case ROUTE_FOUND -> List.of(publish(state, owner));
            case DONE_BUT_FOR_COMMIT -> List.of(commit(state, owner, READY));
        };
    }

    private Step<HandoffState> takeOver(HandoffState state, Owner owner) {
        if (variant.has(Trait.NO_NOTICE)) {
            return readCheckpoint(state, owner, READY);
        }
        return variant.has(Trait.NOTICE_BEFORE_CHECKPOINT)
                ? giveNotice(state, owner, NOTICE_GIVEN)
                : readCheckpoint(state, owner, CHECKPOINT_READ);
    }

    private Step<HandoffState> readCheckpoint(HandoffState state, Owner owner, Owner.Phase next) {
        return step(
                "reads the checkpoint, " + state.committed(),
                state,
                owner.knowing(state.committed()).at(next));
    }

    private Step<HandoffState> giveNotice(HandoffState state, Owner owner, Owner.Phase next) {
        return step("tells all gateways to compare", state.sending(HandoffState.NOTICE), owner.at(next));
    }

    private List<Step<HandoffState>> begin(HandoffState state, Owner owner) {
        if (owner.checkpoint() == HandoffState.PUBLICATIONS) {
            return List.of();
        }
        return List.of(
                variant.has(Trait.LOOKUP_BEFORE_COMMIT)
                        ? lookUp(state, owner, owner.checkpoint() + 1, DONE_BUT_FOR_COMMIT)
                        : commit(state, owner, COMMITTED));
    }

    /** One transaction: the checkpoint by compare-and-set, and the row. */
    private Step<HandoffState> commit(HandoffState state, Owner owner, Owner.Phase next) {
        if (state.committed() != owner.checkpoint()) {
            return step("is fenced", state, owner.at(afterFenced));
        }
        int offset = owner.checkpoint() + 1;
        return step(
                "commits " + offset, state.committing(), owner.knowing(offset).at(next));
    }

    private Step<HandoffState> lookUp(HandoffState state, Owner owner, int offset, Owner.Phase withoutRoute) {
        if (variant.has(Trait.REMEMBERED_ABSENCE) && owner.sawNoRoute()) {
            return step("remembers that there is no route for " + offset, state, owner.at(withoutRoute));
        }
        if (!state.subscriber().registered()) {
            Owner done = owner.at(withoutRoute);
            return step(
                    "finds no route for " + offset,
                    state,
                    variant.has(Trait.REMEMBERED_ABSENCE) ? done.rememberingAbsence() : done);
        }
        return step("finds a route for " + offset, state, owner.at(ROUTE_FOUND));
    }

    private Step<HandoffState> publish(HandoffState state, Owner owner) {
        boolean beforeCommit = variant.has(Trait.LOOKUP_BEFORE_COMMIT);
        int offset = beforeCommit ? owner.checkpoint() + 1 : owner.checkpoint();
        return step("publishes " + offset, state.sending(offset), owner.at(beforeCommit ? DONE_BUT_FOR_COMMIT : READY));
    }

    private Step<HandoffState> step(String what, HandoffState state, Owner owner) {
        return new Step<>(name + " " + what, put.apply(state, owner), true);
    }
}
