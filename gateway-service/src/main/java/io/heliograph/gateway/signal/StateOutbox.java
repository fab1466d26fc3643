package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.outbound.EncodedFrame;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest values that are to be written to one connection: of a key only the newest, and all that come within a tick in one frame. While the connection has no
 * room they wait here, so that they take no more than the state itself. Confined to its event loop.
 */
public final class StateOutbox {
    /** Of the values of one frame: far below what a client's stack takes, and small against the bound of what waits for a client. */
    private static final int MAX_PART_BYTES = 32 * 1024;

    private final Sink sink;
    private final StateTicks ticks;

    /** By channel, in the order in which they came; null while nothing waits, which is nearly always. */
    private @Nullable Map<ChannelName, Waiting> waiting;

    /** The connection. */
    public interface Sink {
        boolean hasRoom();

        /** Keeps a reference of its own if the frame has to wait. */
        void write(EncodedFrame frame);
    }

    private static final class Waiting {
        private final Map<String, byte[]> values = new LinkedHashMap<>();
        private boolean complete;
    }

    public StateOutbox(Sink sink, StateTicks ticks) {
        this.sink = sink;
        this.ticks = ticks;
    }

    void put(ChannelName channel, StateValue value) {
        if (waitingOf(channel).values.put(value.key(), value.encoded()) != null) {
            ticks.conflated();
        }
        ticks.add(this);
    }

    /** All values of the channel were put. */
    void complete(ChannelName channel) {
        waitingOf(channel).complete = true;
        ticks.add(this);
    }

    private Waiting waitingOf(ChannelName channel) {
        if (waiting == null) {
            waiting = new LinkedHashMap<>();
        }
        return waiting.computeIfAbsent(channel, _ -> new Waiting());
    }

    /** The subscription ended. */
    void forget(ChannelName channel) {
        if (waiting != null) {
            waiting.remove(channel);
        }
    }

    /** There is room again. Not at once: this may be called from within a write. */
    public void resume() {
        if (waiting != null) {
            ticks.add(this);
        }
    }

    /** Writes as many frames as there is room for. */
    void flush(StateFrames frames) {
        Map<ChannelName, Waiting> from = waiting;
        while (from != null && !from.isEmpty() && sink.hasRoom()) {
            List<byte[]> values = new ArrayList<>();
            List<ChannelName> complete = new ArrayList<>(0);
            // Before it is written: a write that finds the connection too slow closes it, and that comes back here.
            takePart(from, values, complete);
            if (!values.isEmpty() || !complete.isEmpty()) {
                frames.write(values, complete, sink);
            }
        }
        if (from != null && from.isEmpty()) {
            waiting = null;
        }
    }

    /** Takes values for one frame, at least one; a channel is complete with its last. */
    private static void takePart(Map<ChannelName, Waiting> from, List<byte[]> values, List<ChannelName> complete) {
        int bytes = 0;
        for (Iterator<Map.Entry<ChannelName, Waiting>> channels =
                        from.entrySet().iterator();
                channels.hasNext(); ) {
            Map.Entry<ChannelName, Waiting> channel = channels.next();
            Iterator<byte[]> rest = channel.getValue().values.values().iterator();
            while (rest.hasNext()) {
                byte[] value = rest.next();
                if (!values.isEmpty() && bytes + value.length > MAX_PART_BYTES) {
                    return;
                }
                values.add(value);
                bytes += value.length;
                rest.remove();
            }
            if (channel.getValue().complete) {
                complete.add(channel.getKey());
            }
            channels.remove();
        }
    }
}
