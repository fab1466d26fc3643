package io.heliograph.delivery.intake;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Between the thread that polls Kafka and the worker of one partition: what arrived while the worker was busy, as much as one batch may hold. The worker says from
 * which offset it wants records; until the poller has gone there, whatever it still brings is dropped. Safe for concurrent use by one poller and one worker.
 */
public final class RecordBuffer {
    private enum State {
        STOPPED,
        STARTING,
        RUNNING,
        CLOSED
    }

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final long NOTHING = -1;

    private final BatchBounds bounds;
    /** Called, outside the lock, when the poller has something to do: to seek, or to fetch again. */
    private final Runnable pollerWakeUp;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
    private State state = State.STOPPED;
    private long startOffset;
    private long bytes;
    private long done = NOTHING;

    public RecordBuffer(BatchBounds bounds, Runnable pollerWakeUp) {
        this.bounds = bounds;
        this.pollerWakeUp = pollerWakeUp;
    }

    // ---- the poller's side

    /** Where the worker wants to start, once per {@link #startAt}; the poller seeks there before it brings anything else. */
    public OptionalLong takeStart() {
        lock.lock();
        try {
            if (state != State.STARTING) {
                return OptionalLong.empty();
            }
            state = State.RUNNING;
            return OptionalLong.of(startOffset);
        } finally {
            lock.unlock();
        }
    }

    /** Takes what was polled, in order; it may overflow the bounds by one poll. */
    public void add(List<ConsumerRecord<byte[], byte[]>> polled) {
        lock.lock();
        try {
            if (state == State.RUNNING) {
                polled.forEach(record -> {
                    records.add(record);
                    bytes += BatchBounds.bytes(record);
                });
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the poller should fetch for this partition. */
    public boolean wantsRecords() {
        lock.lock();
        try {
            return state == State.RUNNING && !isFull();
        } finally {
            lock.unlock();
        }
    }

    /** Up to which offset, exclusive, the worker is done, when that has changed; for topics whose progress is kept in Kafka. */
    public OptionalLong takeDone() {
        lock.lock();
        try {
            OptionalLong taken = done == NOTHING ? OptionalLong.empty() : OptionalLong.of(done);
            done = NOTHING;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    public int size() {
        lock.lock();
        try {
            return records.size();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the worker at its next step. */
    public void close() {
        lock.lock();
        try {
            state = State.CLOSED;
            records.clear();
            bytes = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- the worker's side

    /** Forgets what is buffered and drops what comes, until the next start. */
    public void stop() {
        lock.lock();
        try {
            if (state != State.CLOSED) {
                state = State.STOPPED;
                records.clear();
                bytes = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    public void startAt(long offset) {
        lock.lock();
        try {
            if (state == State.CLOSED) {
                return;
            }
            state = State.STARTING;
            startOffset = offset;
        } finally {
            lock.unlock();
        }
        pollerWakeUp.run();
    }

    /** Says up to which offset, exclusive, nothing has to be read again by whoever comes next. */
    public void done(long nextOffset) {
        lock.lock();
        try {
            done = nextOffset;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for records and takes a batch of them; empty once closed. */
    public List<ConsumerRecord<byte[], byte[]>> take() throws InterruptedException {
        return take(FOR_EVER);
    }

    /** Waits for records, no longer than {@code maxWait}, and takes a batch of them; empty when there are none by then, or once closed. */
    public List<ConsumerRecord<byte[], byte[]>> take(Duration maxWait) throws InterruptedException {
        boolean wasFull;
        long nanos = maxWait.toNanos();
        List<ConsumerRecord<byte[], byte[]>> taken = new ArrayList<>();
        lock.lockInterruptibly();
        try {
            while (records.isEmpty() && state != State.CLOSED && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            wasFull = isFull();
            takeInto(taken);
        } finally {
            lock.unlock();
        }
        if (wasFull) {
            pollerWakeUp.run();
        }
        return taken;
    }

    /** Waits, and returns early when closed. */
    public void pause(Duration time) throws InterruptedException {
        long nanos = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (state != State.CLOSED && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    public boolean isClosed() {
        lock.lock();
        try {
            return state == State.CLOSED;
        } finally {
            lock.unlock();
        }
    }

    private void takeInto(List<ConsumerRecord<byte[], byte[]>> taken) {
        long takenBytes = 0;
        while (!records.isEmpty() && taken.size() < bounds.maxRecords()) {
            long next = BatchBounds.bytes(records.getFirst());
            if (!taken.isEmpty() && takenBytes + next > bounds.maxBytes()) {
                return;
            }
            taken.add(records.removeFirst());
            takenBytes += next;
            bytes -= next;
        }
    }

    private boolean isFull() {
        return records.size() >= bounds.maxRecords() || bytes >= bounds.maxBytes();
    }
}
