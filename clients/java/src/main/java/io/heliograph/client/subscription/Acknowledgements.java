package io.heliograph.client.subscription;

import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Collects what was applied and tells the server: a second after the first untold message, or at the 32nd if the connection takes it (docs/protocol.md §3.5). Without
 * a connection it keeps the newest of each channel. Confined to its mailbox.
 */
final class Acknowledgements {
    static final int MANY = 32;
    static final Duration MAX_DELAY = Duration.ofSeconds(1);

    private final Outlet outlet;
    private final Map<ChannelName, Position> untold = new HashMap<>();
    private boolean attached;
    private int messages;
    private long dueNanos;

    Acknowledgements(Outlet outlet) {
        this.outlet = outlet;
    }

    void attach() {
        attached = true;
    }

    void detach() {
        attached = false;
    }

    void add(ChannelName channel, Position position, long nowNanos) {
        if (untold.isEmpty()) {
            dueNanos = nowNanos + MAX_DELAY.toNanos();
        }
        untold.put(channel, position);
        messages++;
        if (messages >= MANY && attached && outlet.takesMore()) {
            flush();
        }
    }

    /** Tells what is untold of a channel that is about to be left: afterwards it would not count. */
    void leave(ChannelName channel) {
        Position position = untold.remove(channel);
        if (position != null && attached) {
            outlet.send(new ClientFrame.Acknowledge(Map.of(channel, position)));
        }
    }

    void flush() {
        if (attached && !untold.isEmpty()) {
            outlet.send(new ClientFrame.Acknowledge(untold));
            untold.clear();
            messages = 0;
        }
    }

    void tick(long nowNanos) {
        if (!untold.isEmpty() && Deadlines.isDue(dueNanos, nowNanos)) {
            flush();
        }
    }

    OptionalLong deadlineNanos() {
        return attached && !untold.isEmpty() ? OptionalLong.of(dueNanos) : OptionalLong.empty();
    }
}
