package io.heliograph.delivery.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.deadletter.DeadLetter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is delivered at once: of the latest values the newest of each key, and the transient ones, all in the order of their records.
 *
 * @param conflated how many latest values a newer one of the same batch made superfluous
 */
record SignalBatch(List<Incoming> signals, int conflated, int outdated) {
    private static final Rejection TOO_MANY_KEYS = new Rejection(
            ProblemCode.TOO_MANY_KEYS,
            "/attributes/statekey",
            "a channel has at most " + ProtocolLimits.MAX_STATE_KEYS + " keys with a value: remove some");

    private record Key(ChannelName channel, String key) {}

    SignalBatch {
        signals = List.copyOf(signals);
    }

    static SignalBatch of(List<Incoming> read) {
        Map<Key, Incoming.Latest> newest = new HashMap<>();
        int latest = 0;
        int outdated = 0;
        for (Incoming incoming : read) {
            if (incoming instanceof Incoming.Latest value) {
                newest.put(key(value), value);
                latest++;
            } else if (incoming instanceof Incoming.Outdated) {
                outdated++;
            }
        }
        List<Incoming> signals = new ArrayList<>();
        for (Incoming incoming : read) {
            boolean isWanted = incoming instanceof Incoming.Latest value
                    ? value.equals(newest.get(key(value)))
                    : incoming instanceof Incoming.Transient;
            if (isWanted) {
                signals.add(incoming);
            }
        }
        return new SignalBatch(signals, latest - newest.size(), outdated);
    }

    List<PodMessage.State> states() {
        return latest().stream().map(Incoming.Latest::state).toList();
    }

    /**
     * What goes to the pods, in order.
     *
     * @param outcomes of {@link #states}
     */
    List<PodMessage> deliverable(List<LatestStore.Outcome> outcomes) {
        List<PodMessage> messages = new ArrayList<>();
        int next = 0;
        for (Incoming signal : signals) {
            if (signal instanceof Incoming.Transient(PodMessage.Transient message)) {
                messages.add(message);
            } else if (signal instanceof Incoming.Latest latest
                    && outcomes.get(next++) instanceof LatestStore.Outcome.Put put) {
                messages.add(after(latest.state(), put));
            }
        }
        return messages;
    }

    /**
     * Those for which the channel has no place.
     *
     * @param outcomes of {@link #states}
     */
    List<DeadLetter> letters(List<LatestStore.Outcome> outcomes) {
        List<DeadLetter> letters = new ArrayList<>();
        List<Incoming.Latest> latest = latest();
        for (int i = 0; i < latest.size(); i++) {
            if (outcomes.get(i) instanceof LatestStore.Outcome.Full) {
                letters.add(new DeadLetter(Topic.SIGNALS, latest.get(i).original(), TOO_MANY_KEYS));
            }
        }
        return letters;
    }

    private List<Incoming.Latest> latest() {
        return signals.stream()
                .filter(Incoming.Latest.class::isInstance)
                .map(Incoming.Latest.class::cast)
                .toList();
    }

    private static Key key(Incoming.Latest value) {
        return new Key(value.state().channel(), value.state().key());
    }

    private static PodMessage.State after(PodMessage.State state, LatestStore.Outcome.Put put) {
        return new PodMessage.State(
                state.channel(),
                state.key(),
                state.version(),
                put.previous(),
                state.id(),
                state.type(),
                state.time(),
                state.user(),
                state.traceparent(),
                state.data());
    }
}
