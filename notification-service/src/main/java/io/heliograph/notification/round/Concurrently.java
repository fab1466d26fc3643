package io.heliograph.notification.round;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same with each of several, at the same time: a failure is nobody else's. */
public final class Concurrently {
    private Concurrently() {}

    /**
     * Blocks until all are done.
     *
     * @throws IllegalStateException with the first failure as its cause
     */
    public static <T> void forEach(List<T> items, Consumer<T> task) {
        List<Future<?>> tasks;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            tasks = items.stream()
                    .<Future<?>>map(item -> threads.submit(() -> task.accept(item)))
                    .toList();
        }
        tasks.stream()
                .filter(future -> future.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .findFirst()
                .ifPresent(failure -> {
                    throw new IllegalStateException("not all of it could be done; the rest is tried again", failure);
                });
    }
}
