package io.heliograph.gateway.outbound;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Flushes each connection of an event loop once per tick, however many frames were written to it: the system call of a flush is what fan-out costs. Confined to its
 * event loop.
 */
public final class FlushSchedule {
    private final Executor loop;
    private List<OutboundQueue> unflushed = new ArrayList<>();
    private boolean scheduled;

    /** @param loop runs a task after those that are queued already */
    public FlushSchedule(Executor loop) {
        this.loop = loop;
    }

    void add(OutboundQueue queue) {
        unflushed.add(queue);
        if (!scheduled) {
            scheduled = true;
            loop.execute(this::flush);
        }
    }

    /** Flushes all that were written to. */
    public void flush() {
        scheduled = false;
        List<OutboundQueue> flushing = unflushed;
        unflushed = new ArrayList<>();
        flushing.forEach(OutboundQueue::flush);
    }
}
