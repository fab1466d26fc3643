package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.outbound.EncodedFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The latest values that are to be written to one connection: of a key only the newest, and all that come within a tick in one frame. While the connection has no
 * room they wait here, so that they take no more than the state itself. Confined to its event loop.
 */
public final class StateOutbox {
    private final Sink sink;
    private final StateTicks ticks;
    private final Map<StateKey, byte[]> values = new LinkedHashMap<>();
    private final Set<ChannelName> complete = new LinkedHashSet<>();

    /** The connection. */
    public interface Sink {
        boolean hasRoom();

        /** Keeps a reference of its own if the frame has to wait. */
        void write(EncodedFrame frame);
    }

    private record StateKey(ChannelName channel, String key) {}

    public StateOutbox(Sink sink, StateTicks ticks) {
        this.sink = sink;
        this.ticks = ticks;
    }

    void put(ChannelName channel, StateValue value) {
        values.put(new StateKey(channel, value.key()), value.encoded());
        ticks.add(this);
    }

    /** All values of the channel were put. */
    void complete(ChannelName channel) {
        complete.add(channel);
        ticks.add(this);
    }

    /** The subscription ended. */
    void forget(ChannelName channel) {
        values.keySet().removeIf(waiting -> waiting.channel().equals(channel));
        complete.remove(channel);
    }

    /** There is room again. */
    public void resume() {
        if (!values.isEmpty() || !complete.isEmpty()) {
            ticks.add(this);
        }
    }

    void flush(StateFrames frames) {
        if (!sink.hasRoom()) {
            return;
        }
        List<byte[]> due = new ArrayList<>(values.values());
        List<ChannelName> completed = List.copyOf(complete);
        values.clear();
        complete.clear();
        frames.write(due, completed, sink);
    }
}
