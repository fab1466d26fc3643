package io.heliograph.systemtests.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** Takes a step again and again at a steady rate, on a thread of its own, until there were enough. */
public final class SteadyLoad implements AutoCloseable {
    private final int total;
    private final IntConsumer step;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private int taken;

    /** @param step is given its number, from 0. If it throws, the load ends and {@link #finished()} says why */
    public SteadyLoad(int total, IntConsumer step) {
        this.total = total;
        this.step = step;
    }

    public void start(int perSecond) {
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var _ = timer.scheduleAtFixedRate(this::next, 0, period, TimeUnit.NANOSECONDS);
    }

    /** Completes after the last step. */
    public CompletableFuture<Void> finished() {
        return finished;
    }

    private void next() {
        if (taken == total) {
            finished.complete(null);
            timer.shutdown();
            return;
        }
        try {
            step.accept(taken++);
        } catch (RuntimeException e) {
            finished.completeExceptionally(e);
            throw e; // ends the schedule
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
