package io.heliograph.gateway.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Events that wait for Kafka, in order. When it is full, the newest are dropped, and that is remembered. Safe for concurrent use by many who offer and one who takes.
 */
public final class EventBuffer {
    /** An empty one is the end. */
    private final BlockingQueue<Optional<OutgoingEvent>> waiting;

    private final AtomicBoolean dropped = new AtomicBoolean();
    private boolean ended; // confined to who takes

    public EventBuffer(int capacity) {
        waiting = new ArrayBlockingQueue<>(capacity);
    }

    /** False when it was dropped. */
    public boolean offer(OutgoingEvent event) {
        if (waiting.offer(Optional.of(event))) {
            return true;
        }
        dropped.set(true);
        return false;
    }

    /** The oldest, at least one, for which it blocks; none at the end. */
    public List<OutgoingEvent> take(int max) throws InterruptedException {
        if (ended) {
            return List.of();
        }
        List<Optional<OutgoingEvent>> taken = new ArrayList<>();
        taken.add(waiting.take());
        waiting.drainTo(taken, max - 1);
        ended = taken.stream().anyMatch(Optional::isEmpty);
        return taken.stream().flatMap(Optional::stream).toList();
    }

    /** What was offered so far is the last. */
    public void end() {
        var _ = waiting.offer(Optional.empty()); // when it is full, Kafka is away and nothing ends in order
    }

    /** True once after events were dropped, as soon as all others are taken: now there is room to make up for it. */
    public boolean takeDropped() {
        return waiting.isEmpty() && dropped.getAndSet(false);
    }

    public int size() {
        return waiting.size();
    }
}
