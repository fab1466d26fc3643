package io.heliograph.document.editing;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Hands events over in batches, one batch at a time: what comes while one is worked on is in the next. Safe for concurrent use. */
final class Mailbox<E> {
    private static final int MAX_BATCH = 256;

    private final Queue<E> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Executor executor;
    private final Consumer<List<E>> reader;

    Mailbox(Executor executor, Consumer<List<E>> reader) {
        this.executor = executor;
        this.reader = reader;
    }

    void post(E event) {
        queue.add(event);
        if (size.getAndIncrement() == 0) {
            executor.execute(this::work);
        }
    }

    /** For events that something else makes good for: nothing is posted while this many wait. */
    void postUnlessLong(E event, int bound) {
        if (size.get() < bound) {
            post(event);
        }
    }

    /** Whatever the reader throws, what comes after it is handed over. */
    private void work() {
        List<E> batch = new ArrayList<>();
        E event;
        while (batch.size() < MAX_BATCH && (event = queue.poll()) != null) {
            batch.add(event);
        }
        try {
            reader.accept(batch);
        } finally {
            if (size.addAndGet(-batch.size()) > 0) {
                executor.execute(this::work);
            }
        }
    }
}
