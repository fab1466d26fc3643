package io.heliograph.delivery.routing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What was committed and is not with the pods yet. Those who commit never wait here: when it is full, a notice takes the place of the messages. Safe for concurrent use by
 * many that add and one that takes.
 */
final class RoutingQueue {
    private final int maxMessages;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<StoredBatch> batches = new ArrayDeque<>();
    private final PendingNotices notices = new PendingNotices();
    private int messages;
    private boolean closed;

    /** Whether a batch was queued. */
    enum Offer {
        QUEUED,
        REFUSED
    }

    RoutingQueue(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    Offer add(StoredBatch batch) {
        lock.lock();
        try {
            changed.signalAll();
            if (messages + batch.messages().size() > maxMessages) {
                if (batch.isFoundByComparing()) {
                    notices.addPartition(batch.compareInstead());
                }
                return Offer.REFUSED;
            }
            batches.add(batch);
            messages += batch.messages().size();
            return Offer.QUEUED;
        } finally {
            lock.unlock();
        }
    }

    void noticePartition(CompareNotice.Partition partition) {
        change(pending -> pending.addPartition(partition));
    }

    void noticeAllChannels() {
        change(PendingNotices::addAllChannels);
    }

    void noticeChannels(String pod, Collection<ChannelName> channels) {
        change(pending -> pending.addChannels(pod, channels));
    }

    void giveBack(List<PendingNotices.Addressed> unsent) {
        change(pending -> unsent.forEach(pending::addAgain));
    }

    /** What is queued, in order, up to {@code maxTaken} messages (at least one batch if there is one). */
    List<StoredBatch> takeBatches(int maxTaken) {
        lock.lock();
        try {
            List<StoredBatch> taken = new ArrayList<>();
            int count = 0;
            while (!batches.isEmpty()
                    && (taken.isEmpty() || count + batches.getFirst().messages().size() <= maxTaken)) {
                StoredBatch batch = batches.removeFirst();
                taken.add(batch);
                count += batch.messages().size();
            }
            messages -= count;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    List<PendingNotices.Addressed> takeNotices() {
        lock.lock();
        try {
            return notices.drain();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to send; false when closed with nothing left. */
    boolean awaitWork() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (isIdle() && !closed) {
                changed.await();
            }
            return !isIdle();
        } finally {
            lock.unlock();
        }
    }

    /** Waits, and returns early when closed. */
    void pause(Duration time) throws InterruptedException {
        long nanos = time.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isIdle() {
        return batches.isEmpty() && notices.isEmpty();
    }

    private void change(Consumer<PendingNotices> change) {
        lock.lock();
        try {
            change.accept(notices);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
