package io.heliograph.systemtests.handoff;

import io.heliograph.systemtests.handoff.Explorer.Step;
import java.util.ArrayList;
import java.util.List;

/** What the gateway does next: register, read, go live; take what arrives; compare. */
final class GatewaySteps {
    private final Variant variant;

    GatewaySteps(Variant variant) {
        this.variant = variant;
    }

    List<Step<HandoffState>> next(HandoffState state) {
        List<Step<HandoffState>> steps = new ArrayList<>();
        Subscriber subscriber = state.subscriber();
        switch (subscriber.phase()) {
            case IDLE -> steps.add(variant.has(Trait.READ_BEFORE_REGISTER) ? read(state) : register(state));
            case HALFWAY -> steps.add(variant.has(Trait.READ_BEFORE_REGISTER) ? register(state) : read(state));
            case PREPARED -> steps.add(step("goes live", state.with(subscriber.goingLive(state.committed()))));
            case LIVE -> {
                if (subscriber.toCompare()) {
                    steps.add(step("compares", state.with(subscriber.comparing(state.committed()))));
                }
            }
        }
        if (!state.wire().isEmpty()) {
            steps.add(receive(state.received(), state.wire().getFirst()));
        }
        return steps;
    }

    private Step<HandoffState> register(HandoffState state) {
        return step("writes its route", state.with(state.subscriber().registering()));
    }

    private Step<HandoffState> read(HandoffState state) {
        int rows = variant.has(Trait.LAGGING_REPLICA) ? state.replicated() : state.committed();
        return step("reads the log up to " + rows, state.with(state.subscriber().reading(rows)));
    }

    private Step<HandoffState> receive(HandoffState state, int item) {
        return item == HandoffState.NOTICE
                ? step("is told to compare", state.with(noticed(state.subscriber())))
                : step("receives " + item, state.with(received(state, item)));
    }

    /** A gateway that has not begun to subscribe has nothing to compare: it will read what the notice was about. */
    private Subscriber noticed(Subscriber subscriber) {
        boolean heeded = switch (subscriber.phase()) {
            case IDLE -> false;
            case HALFWAY, PREPARED -> !variant.has(Trait.NOTICE_IGNORED_WHILE_SUBSCRIBING);
            case LIVE -> true;
        };
        return heeded ? subscriber.toldToCompare() : subscriber;
    }

    private Subscriber received(HandoffState state, int offset) {
        Subscriber subscriber = state.subscriber();
        if (subscriber.isLive()) {
            return subscriber.applying(offset, state.committed());
        }
        return variant.has(Trait.BUFFER_AFTER_READ) ? subscriber : subscriber.buffering(offset);
    }

    private static Step<HandoffState> step(String what, HandoffState next) {
        return new Step<>("the gateway " + what, next, true);
    }
}
