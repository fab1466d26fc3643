package io.heliograph.delivery.append;

import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
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
import io.heliograph.delivery.receipt.Receipt;
import io.heliograph.delivery.receipt.Receipts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Owns one partition of {@code heliograph.publications} until its buffer is closed. One turn of owning is: read the checkpoint, then have all pods compare the
 * partition's channels, then consume from there. That order finds whatever a predecessor committed and did not publish, also when it commits late: after the
 * checkpoint was read its commit fences this owner, which then takes another turn, with another notice. Runs on a thread of its own and may block it.
 */
public final class PartitionWorker implements Runnable {
    private static final Logger LOG = Logger.getLogger(PartitionWorker.class);

    private final TopicPartition partition;
    private final RecordBuffer buffer;
    private final Ports ports;
    private final AppendMetrics metrics;
    private final PartitionPauses pauses;
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));
    private long checkpoint;

    /** Everything that a worker needs and does not own. */
    public record Ports(
            RecordReader reader,
            PublicationLog log,
            LogBeginning beginning,
            Days days,
            DeadLetters deadLetters,
            Receipts receipts,
            Deliveries deliveries,
            Routing routing,
            DependencyStates dependencies,
            InstantSource clock) {}

    /** Where a partition's log begins in Kafka. */
    public interface LogBeginning {
        /** @throws DependencyException when Kafka does not answer */
        long of(TopicPartition partition);
    }

    /** The tables by day. */
    public interface Days {
        /** Makes what the next days need. @throws DependencyException when the database does not */
        void ensure();
    }

    /** Publications whose delivery is to be told. */
    public interface Deliveries {
        /** @throws DependencyException when the database does not answer */
        void await(List<Receipt.Accepted> publications);
    }

    /** What happens to publications once they are committed. Neither method waits for anything. */
    public interface Routing {
        void stored(int partition, List<PodMessage.Publication> publications);

        /** A predecessor may have committed publications of this partition and died before it published them. */
        void ownerChanged(int partition);
    }

    public PartitionWorker(
            TopicPartition partition, RecordBuffer buffer, Ports ports, AppendMetrics metrics, PartitionPauses pauses) {
        this.partition = partition;
        this.buffer = buffer;
        this.ports = ports;
        this.metrics = metrics;
        this.pauses = pauses;
    }

    @Override
    public void run() {
        try {
            while (!buffer.isClosed()) {
                takeTurn();
            }
            LOG.infof("partition.left partition=%s", partition);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // A defect. Going on could break the order; another owner, or a restart, starts from the checkpoint.
            LOG.errorf(e, "partition.failed partition=%s", partition);
            pauses.paused(partition.partition(), PauseCause.DEFECT);
        }
    }

    /** Returns when this turn is over: closed, fenced, or in doubt about a commit. */
    private void takeTurn() throws InterruptedException {
        checkpoint = awaitCheckpoint();
        if (buffer.isClosed()) {
            return;
        }
        ports.routing().ownerChanged(partition.partition());
        buffer.startAt(checkpoint);
        LOG.infof("partition.owned partition=%s checkpoint=%d", partition, checkpoint);
        boolean goesOn = true;
        while (goesOn) {
            List<ConsumerRecord<byte[], byte[]>> records = buffer.take();
            goesOn = !records.isEmpty() && append(records);
        }
        buffer.stop();
        buffer.pause(backoff.next());
    }

    private long awaitCheckpoint() throws InterruptedException {
        while (!buffer.isClosed()) {
            try {
                OptionalLong stored = ports.log().checkpoint(partition);
                if (stored.isPresent()) {
                    worked(Dependency.POSTGRES);
                    return stored.getAsLong();
                }
                ports.log().insertCheckpoint(partition, ports.beginning().of(partition));
            } catch (DependencyException e) {
                pauseAfter(e);
            }
        }
        return 0;
    }

    /** False when the turn is over. */
    private boolean append(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        List<IncomingPublication> publications = new ArrayList<>(records.size());
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> polled : records) {
            switch (ports.reader().read(polled, ports.clock().instant())) {
                case RecordReader.Reading.Accepted(IncomingPublication publication) -> publications.add(publication);
                case RecordReader.Reading.Refused(DeadLetter letter) -> letters.add(letter);
            }
        }
        if (!bury(letters)) {
            return false;
        }
        try {
            return store(new Batch(partition, checkpoint, records.getLast().offset() + 1, publications));
        } catch (DependencyException e) {
            LOG.warnf("append.in_doubt partition=%s checkpoint=%d cause=\"%s\"", partition, checkpoint, e.getCause());
            failed(e);
            return false;
        }
    }

    /** False when the turn is over. */
    private boolean store(Batch batch) throws InterruptedException {
        AppendOutcome outcome = metrics.timed(batch, () -> ports.log().append(batch));
        return switch (outcome) {
            case AppendOutcome.Stored(var publications) -> {
                checkpoint = batch.nextOffset();
                metrics.stored(batch, publications.size(), ports.clock().instant());
                List<Receipt> receipts = ReceiptDecision.stored(
                        batch, publications, ports.clock().instant());
                awaitDelivery(receipts);
                ports.routing().stored(partition.partition(), publications);
                ports.receipts().send(receipts);
                worked(Dependency.POSTGRES);
                yield true;
            }
            case AppendOutcome.Fenced _ -> {
                LOG.warnf("append.fenced partition=%s checkpoint=%d", partition, checkpoint);
                metrics.fenced();
                yield false;
            }
            case AppendOutcome.DayMissing _ -> {
                ports.days().ensure();
                yield false;
            }
            case AppendOutcome.Refused(String reason) -> bisect(batch, reason);
        };
    }

    /** Before anybody gets them, so that no acknowledgement comes too early. A courtesy, as receipts are: it is not tried again. */
    private void awaitDelivery(List<Receipt> receipts) {
        try {
            ports.deliveries().await(ReceiptDecision.awaited(receipts));
        } catch (DependencyException e) {
            LOG.warnf("receipt.unattended partition=%s cause=\"%s\"", partition, e.getCause());
        }
    }

    /** Finds what only the database refuses, and lets the rest pass in order. */
    private boolean bisect(Batch batch, String reason) throws InterruptedException {
        if (batch.publications().isEmpty()) {
            throw new IllegalStateException("the database refuses an empty batch: " + reason);
        }
        if (batch.publications().size() > 1) {
            return store(batch.firstHalf()) && store(batch.secondHalf());
        }
        var rejection = new Rejection(
                ProblemCode.INVALID_ATTRIBUTE, "", "the database does not take a value of this event: " + reason);
        ConsumerRecord<byte[], byte[]> original =
                batch.publications().getFirst().original();
        return bury(List.of(new DeadLetter(Topic.PUBLICATIONS, original, rejection)))
                && store(batch.withoutPublications());
    }

    /** Returns once the dead letters are acknowledged; false when closed before. A batch commits only afterwards: a crash between may double a dead letter, never lose one. */
    private boolean bury(List<DeadLetter> letters) throws InterruptedException {
        while (!letters.isEmpty()) {
            if (buffer.isClosed()) {
                return false;
            }
            try {
                ports.deadLetters().write(letters);
                ports.receipts()
                        .send(ReceiptDecision.rejected(letters, ports.clock().instant()));
                worked(Dependency.KAFKA);
                return true;
            } catch (DependencyException e) {
                pauseAfter(e);
            }
        }
        return true;
    }

    private void pauseAfter(DependencyException failure) throws InterruptedException {
        failed(failure);
        buffer.pause(backoff.next());
    }

    private void failed(DependencyException failure) {
        ports.dependencies().failed(failure);
        pauses.paused(partition.partition(), PauseCause.of(failure.dependency()));
    }

    private void worked(Dependency dependency) {
        ports.dependencies().worked(dependency);
        pauses.goesOn(partition.partition());
        backoff.reset();
    }
}
