package io.heliograph.feed.publishing.kafka;

import io.heliograph.feed.measuring.micrometer.FeedMetrics;
import io.heliograph.feed.retry.RetrySchedule;
import io.heliograph.feed.store.postgres.Outbox;
import io.heliograph.feed.store.postgres.Sweep;
import io.heliograph.feed.store.postgres.TimelineWriter;
import io.heliograph.feed.store.postgres.UnseenRows;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Carries changes to timelines and to Kafka, in steps that alternate: a feed with many followers delays others by a batch. Every process writes timelines; one
 * at a time tells Kafka and removes what is old, by a lease, so that what happens to an activity is told in its order. On a thread of its own; after any failure it tries again, for
 * ever.
 */
public final class DeliveryWorker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);
    private static final int MAX_TOLD = 1_000;
    private static final int MAX_UNSEEN = 1_000;
    private static final int RENEWALS_PER_LEASE = 4;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

    private final UUID owner = UUID.randomUUID();
    private final Parts parts;
    private final Semaphore wakings = new Semaphore(0);
    private final Thread thread = Thread.ofPlatform().name("delivery").unstarted(this::run);
    private volatile boolean closing;
    private boolean held;
    private long leasedNanos;

    /**
     * What it works with.
     *
     * @param interval how often it looks when nobody wakes it
     * @param lease longer than Kafka's acknowledgements may take
     */
    public record Parts(
            TimelineWriter timelines,
            Outbox outbox,
            Sweep sweep,
            UnseenRows unseen,
            ActivityWriter writer,
            RetrySchedule retries,
            FeedMetrics metrics,
            InstantSource clock,
            Duration interval,
            Duration lease) {}

    public DeliveryWorker(Parts parts) {
        this.parts = parts;
    }

    public void start() {
        thread.start();
    }

    /** Whether it works, or waits. It never ends by itself unless by a defect. */
    public boolean isAlive() {
        return thread.isAlive();
    }

    /** There is something to do. */
    public void wake() {
        if (wakings.availablePermits() == 0) {
            wakings.release();
        }
    }

    @Override
    public void close() {
        closing = true;
        wake();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warnf("delivery.unfinished waited=%s", CLOSE_WITHIN);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        LOG.info("delivery.started");
        try {
            while (!closing) {
                round();
            }
            if (held) {
                parts.outbox().release(owner);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("delivery.unreleased", e); // the lease ends by itself
        }
        LOG.info("delivery.stopped");
    }

    private void round() throws InterruptedException {
        Duration pause;
        try {
            pause = work() ? Duration.ZERO : parts.interval();
            if (parts.retries().succeeded()) {
                LOG.info("delivery.recovered");
            }
        } catch (RuntimeException e) {
            if (!parts.retries().isWaiting()) {
                LOG.warn("delivery.waiting", e);
            }
            held = false;
            pause = parts.retries().failed(System.nanoTime());
        }
        if (pause.isPositive() && wakings.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
            wakings.drainPermits();
        }
    }

    private boolean lease() {
        long now = System.nanoTime();
        if (!held || now - leasedNanos > parts.lease().toNanos() / RENEWALS_PER_LEASE) {
            held = parts.outbox().lease(owner, parts.lease());
            leasedNanos = now;
        }
        return held;
    }

    /** @return whether there may be more */
    private boolean work() {
        long startNanos = System.nanoTime();
        int written = parts.timelines().step();
        if (written >= 0) {
            parts.metrics().written(written, Duration.ofNanos(System.nanoTime() - startNanos));
        }
        if (!lease()) {
            return written >= 0;
        }
        boolean told = tell();
        boolean counted = tellUnseen();
        boolean swept = parts.sweep().step(parts.clock().instant(), System.nanoTime());
        return written >= 0 || told || counted || swept;
    }

    private boolean tell() {
        return parts.outbox().tell(MAX_TOLD, entries -> {
                    parts.writer().tell(entries);
                    parts.metrics().told("publications", entries.size());
                })
                > 0;
    }

    private boolean tellUnseen() {
        List<UnseenRows.Due> due = parts.unseen().due(MAX_UNSEEN);
        if (due.isEmpty()) {
            return false;
        }
        parts.writer().tellUnseen(due, parts.clock().instant());
        parts.unseen().told(due);
        parts.metrics().told("unseen", due.size());
        return true;
    }
}
