package io.heliograph.gateway.fanout;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.signal.LoopStates;
import io.heliograph.gateway.signal.SignalLoops;
import io.heliograph.gateway.subscription.ChannelStream;
import io.heliograph.gateway.subscription.LoopStreams;
import io.heliograph.gateway.subscription.StreamOutput;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** An event loop and what is confined to it. */
public final class GatewayLoop implements SignalLoops.Loop {
    /** Entries handed over and not looked at yet; at some kilobytes each this is the most that a loop in trouble holds on to. */
    static final int MAX_PENDING_ENTRIES = 20_000;

    private final int number;
    private final Executor executor;
    private final LoopStreams streams;
    private final StreamOutput output;
    private final LoopStates states;
    private final FlushSchedule flushes;
    private final AtomicInteger pendingEntries = new AtomicInteger();

    public GatewayLoop(
            int number,
            Executor executor,
            LoopStreams streams,
            StreamOutput output,
            LoopStates states,
            FlushSchedule flushes) {
        this.number = number;
        this.executor = executor;
        this.streams = streams;
        this.output = output;
        this.states = states;
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

    @Override
    public LoopStates states() {
        return states;
    }

    @Override
    public void signal(ChannelName channel, EncodedFrame frame, Instant expiresAt) {
        ChannelStream stream = streams.find(channel);
        if (stream != null) {
            output.signal(stream, frame, expiresAt);
        }
    }

    @Override
    public boolean execute(Runnable task) {
        return offer(1, task);
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
