package io.heliograph.client.websocket;

import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs what it is given one at a time and in order, on threads of an executor; holds none while it is empty. Safe for concurrent use. */
final class Mailbox {
    private static final System.Logger LOG = System.getLogger(Mailbox.class.getName());

    /** The mailbox whose task the thread runs. */
    private static final ScopedValue<Mailbox> CURRENT = ScopedValue.newInstance();

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();

    Mailbox(Executor executor) {
        this.executor = executor;
    }

    void post(Runnable task) {
        tasks.add(task);
        if (unfinished.getAndIncrement() == 0) {
            executor.execute(() -> ScopedValue.where(CURRENT, this).run(this::runAll));
        }
    }

    /** Whether the caller is a task of this mailbox. */
    boolean isCurrent() {
        return CURRENT.isBound() && CURRENT.get() == this;
    }

    private void runAll() {
        do {
            Runnable task = tasks.poll();
            if (task == null) {
                throw new IllegalStateException("a task is queued before it is counted");
            }
            run(task);
        } while (unfinished.decrementAndGet() > 0);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "client.defect", e);
        }
    }
}
