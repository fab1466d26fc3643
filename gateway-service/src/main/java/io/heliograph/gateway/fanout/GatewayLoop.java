package io.heliograph.gateway.fanout;

import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.subscription.LoopStreams;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** An event loop and what is confined to it. */
public final class GatewayLoop {
    /** Entries handed over and not looked at yet; at some kilobytes each this is the most that a loop in trouble holds on to. */
    static final int MAX_PENDING_ENTRIES = 20_000;

    private final int number;
    private final Executor executor;
    private final LoopStreams streams;
    private final FlushSchedule flushes;
    private final AtomicInteger pendingEntries = new AtomicInteger();

    public GatewayLoop(int number, Executor executor, LoopStreams streams, FlushSchedule flushes) {
        this.number = number;
        this.executor = executor;
        this.streams = streams;
        this.flushes = flushes;
    }

    public int number() {
        return number;
    }

    /** Runs tasks on the loop. Safe for concurrent use. */
    public Executor executor() {
        return executor;
    }

    /** Confined to the loop. */
    public LoopStreams streams() {
        return streams;
    }

    /** Confined to the loop. */
    public FlushSchedule flushes() {
        return flushes;
    }

    /**
     * Hands entries over. Safe for concurrent use.
     *
     * @return false, and the task will not run, when the loop does not keep up
     */
    boolean offer(int entries, Runnable task) {
        if (pendingEntries.addAndGet(entries) > MAX_PENDING_ENTRIES) {
            pendingEntries.addAndGet(-entries);
            return false;
        }
        executor.execute(() -> {
            pendingEntries.addAndGet(-entries);
            task.run();
        });
        return true;
    }
}
