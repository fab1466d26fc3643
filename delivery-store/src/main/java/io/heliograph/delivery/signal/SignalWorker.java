package io.heliograph.delivery.signal;

import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.deadletter.DeadLetter;
import io.heliograph.delivery.deadletter.DeadLetters;
import io.heliograph.delivery.dependency.Backoff;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.intake.PartitionPauses;
import io.heliograph.delivery.intake.PauseCause;
import io.heliograph.delivery.intake.RecordBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Owns one partition of {@code heliograph.signals} until its buffer is closed. What it did is said to Kafka once it is in the store and with the router; whoever comes next reads the rest
 * again, which the versions make harmless, and has the pods compare, which finds what a predecessor took to the store and not to the pods. Of a store that lost its memory the last 24
 * hours are put back first, and not published: that would be a storm of what most have. Runs on a thread of its own and may block it.
 */
public final class SignalWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(SignalWorker.class);
    private static final Duration REFILL = Duration.ofHours(24);
    /** How often an idle partition looks whether the store still has its memory; a busy one sees it at once. */
    private static final Duration CHECK = Duration.ofSeconds(5);

    private final TopicPartition partition;
    private final RecordBuffer buffer;
    private final Ports ports;
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));
    private Optional<Version> mark = Optional.empty();
    private long refillUntil;

    /** Everything that a worker needs and does not own. */
    public record Ports(
            SignalRecordReader reader,
            LatestStore store,
            SignalLog log,
            DeadLetters deadLetters,
            Routing routing,
            DependencyStates dependencies,
            SignalMetrics metrics,
            PartitionPauses pauses,
            InstantSource clock,
            long generation) {}

    /** What happens to signals once they are stored. No method waits for anything. */
    public interface Routing {
        void stored(int partition, List<PodMessage> messages);

        /** A predecessor may have stored values of this partition and died before it published them. */
        void ownerChanged(int partition);

        /** Values of this partition may have been away. */
        void refilled(int partition);
    }

    public SignalWorker(TopicPartition partition, RecordBuffer buffer, Ports ports) {
        this.partition = partition;
        this.buffer = buffer;
        this.ports = ports;
    }

    @Override
    public void run() {
        try {
            long reached = awaitReached();
            while (!buffer.isClosed()) {
                reached = takeTurn(reached);
            }
            LOG.infof("partition.left partition=%s", partition);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A defect. Going on could break the order; another owner, or a restart, starts from what was committed.
            LOG.errorf(e, "partition.failed partition=%s", partition);
            ports.pauses().paused(partition.partition(), PauseCause.DEFECT);
        }
    }

    /** Returns how far it came when it is closed, or when the store is not what it was. */
    private long takeTurn(long reachedBefore) throws InterruptedException {
        Optional<SignalStart> decided = untilDone(() -> start(reachedBefore));
        if (decided.isEmpty()) {
            return reachedBefore;
        }
        SignalStart start = decided.get();
        mark = start.mark();
        refillUntil = start.isRefill() ? start.refillUntil() : 0;
        if (isRefilling()) {
            ports.metrics().refill();
        }
        ports.routing().ownerChanged(partition.partition());
        buffer.startAt(start.offset());
        LOG.infof("partition.owned partition=%s offset=%d refill_until=%d", partition, start.offset(), refillUntil);
        long reached = reachedBefore;
        while (!buffer.isClosed()) {
            List<ConsumerRecord<byte[], byte[]>> records = buffer.take(CHECK);
            if (records.isEmpty() ? !isMarked() : !deliver(records)) {
                break;
            }
            if (!records.isEmpty()) {
                reached = Math.max(reached, records.getLast().offset() + 1);
            }
        }
        buffer.stop();
        buffer.pause(backoff.next());
        return reached;
    }

    private long awaitReached() throws InterruptedException {
        return untilDone(() -> ports.log().reached(partition)).orElse(0L);
    }

    private SignalStart start(long reached) {
        Optional<Version> found = ports.store().mark(partition);
        Instant since = ports.clock().instant().minus(REFILL);
        return SignalStart.decide(
                reached, found, ports.generation(), () -> ports.log().firstSince(partition, since));
    }

    /** False when the store is not what it was. Not knowing is no reason to start over. */
    private boolean isMarked() {
        try {
            return ports.store().mark(partition).equals(mark);
        } catch (DependencyException e) {
            ports.dependencies().failed(e);
            return true;
        }
    }

    /** False when the turn is over. */
    private boolean deliver(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> again =
                records.stream().filter(record -> record.offset() < refillUntil).toList();
        List<ConsumerRecord<byte[], byte[]>> fresh = records.subList(again.size(), records.size());
        if (!again.isEmpty() && !putBack(again)) {
            return false;
        }
        if (isRefilling() && records.getLast().offset() + 1 >= refillUntil) {
            LOG.infof("partition.refilled partition=%s", partition);
            ports.routing().refilled(partition.partition());
            refillUntil = 0;
        }
        return fresh.isEmpty() || deliverFresh(fresh);
    }

    private boolean isRefilling() {
        return refillUntil > 0;
    }

    private boolean putBack(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        long before = System.nanoTime();
        SignalBatch batch = SignalBatch.of(read(records));
        Optional<LatestStore.Result> result = put(() -> batch, records.getLast().offset() + 1);
        if (result.isEmpty() || !result.get().marked()) {
            return false;
        }
        ports.metrics().putBack(result.get().outcomes());
        buffer.pause(Duration.ofNanos(System.nanoTime() - before)); // leaves Redis to the others for half of the time
        return true;
    }

    private boolean deliverFresh(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        List<DeadLetter> letters = new ArrayList<>();
        for (Incoming incoming : read(records)) {
            if (incoming instanceof Incoming.Refused(DeadLetter letter)) {
                letters.add(letter);
            }
        }
        if (!bury(letters)) {
            return false;
        }
        var attempt = new Attempt(records);
        long next = records.getLast().offset() + 1;
        Optional<LatestStore.Result> result = put(attempt::read, next);
        if (result.isEmpty() || !result.get().marked()) {
            return false;
        }
        List<LatestStore.Outcome> outcomes = result.get().outcomes();
        if (!bury(attempt.batch.letters(outcomes))) {
            return false;
        }
        ports.routing().stored(partition.partition(), attempt.batch.deliverable(outcomes));
        ports.metrics().delivered(attempt.batch, outcomes, ports.clock().instant());
        buffer.done(next);
        return true;
    }

    /** Read again for every attempt: what is transient may be outdated by then. */
    private final class Attempt {
        private final List<ConsumerRecord<byte[], byte[]>> records;
        private SignalBatch batch = SignalBatch.of(List.of());

        private Attempt(List<ConsumerRecord<byte[], byte[]>> records) {
            this.records = records;
        }

        private SignalBatch read() {
            batch = SignalBatch.of(SignalWorker.this.read(records));
            return batch;
        }
    }

    private interface Batches {
        SignalBatch next();
    }

    /** Tried until it worked; empty when closed before. */
    private Optional<LatestStore.Result> put(Batches batches, long next) throws InterruptedException {
        var move = new LatestStore.MarkMove(partition, mark, new Version(ports.generation(), next));
        Optional<LatestStore.Result> result =
                untilDone(() -> ports.store().put(batches.next().states(), move));
        if (result.isPresent() && result.get().marked()) {
            mark = Optional.of(move.to());
        }
        return result;
    }

    private List<Incoming> read(List<ConsumerRecord<byte[], byte[]>> records) {
        Instant now = ports.clock().instant();
        return records.stream().map(record -> ports.reader().read(record, now)).toList();
    }

    /** Returns once the dead letters are acknowledged; false when closed before. */
    private boolean bury(List<DeadLetter> letters) throws InterruptedException {
        return letters.isEmpty()
                || untilDone(() -> {
                            ports.deadLetters().write(letters);
                            return true;
                        })
                        .isPresent();
    }

    private interface Work<T> {
        T run();
    }

    /** Tries for as long as it takes, because what comes after must not overtake; empty when closed before it worked. */
    private <T> Optional<T> untilDone(Work<T> work) throws InterruptedException {
        Optional<Dependency> away = Optional.empty();
        while (!buffer.isClosed()) {
            try {
                T done = work.run();
                away.ifPresent(ports.dependencies()::worked);
                ports.pauses().goesOn(partition.partition());
                backoff.reset();
                return Optional.of(done);
            } catch (DependencyException e) {
                away = Optional.of(e.dependency());
                ports.dependencies().failed(e);
                ports.pauses().paused(partition.partition(), PauseCause.of(e.dependency()));
                buffer.pause(backoff.next());
            }
        }
        return Optional.empty();
    }
}
