package io.heliograph.delivery.acknowledgement.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.delivery.acknowledgement.AcknowledgedPositions;
import io.heliograph.delivery.acknowledgement.Acknowledgement;
import io.heliograph.delivery.acknowledgement.AcknowledgementReader;
import io.heliograph.delivery.deadletter.DeadLetter;
import io.heliograph.delivery.deadletter.DeadLetters;
import io.heliograph.delivery.dependency.Backoff;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.DependencyStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes {@code heliograph.acknowledgements} into the database, at least once: what was merged twice changes nothing, so the offset is committed afterwards. While the database is away it
 * waits with what it has; if that takes so long that another process is given its partitions, both merge the same. {@link #run} occupies a thread of its own.
 */
public final class AcknowledgementConsumer implements Runnable {
    private static final Logger LOG = Logger.getLogger(AcknowledgementConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<byte[], byte[]>> newConsumer;
    private final AcknowledgementReader reader;
    private final Application application;
    private final DeadLetters deadLetters;
    private final DependencyStates dependencies;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> open;

    /** What acknowledgements do. Doing it twice changes nothing. */
    public interface Application {
        /**
         * @param acknowledgements at most one for each device and channel
         * @throws DependencyException when the database does not answer
         */
        void apply(List<Acknowledgement> acknowledgements);
    }

    public AcknowledgementConsumer(
            Supplier<Consumer<byte[], byte[]>> newConsumer,
            AcknowledgementReader reader,
            Application application,
            DeadLetters deadLetters,
            DependencyStates dependencies) {
        this.newConsumer = newConsumer;
        this.reader = reader;
        this.application = application;
        this.deadLetters = deadLetters;
        this.dependencies = dependencies;
    }

    @Override
    public void run() {
        try {
            while (!isClosing()) {
                consume();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends {@link #run}. Safe for any thread. */
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Until it ends, or Kafka's client says what it cannot mend by itself: then all starts anew from the committed offsets. */
    private void consume() throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = newConsumer.get()) {
            open = consumer;
            consumer.subscribe(List.of(Topic.ACKNOWLEDGEMENTS.topicName()));
            while (!isClosing()) {
                ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
                if (!polled.isEmpty() && take(polled)) {
                    consumer.commitSync();
                }
            }
        } catch (WakeupException e) {
            // The end.
        } catch (KafkaException e) {
            LOG.warnf("consumer.failed topic=%s cause=\"%s\"", Topic.ACKNOWLEDGEMENTS.topicName(), e);
            pause();
        }
    }

    /** False when closed before all of it was taken. */
    private boolean take(ConsumerRecords<byte[], byte[]> polled) throws InterruptedException {
        var acknowledged = new AcknowledgedPositions();
        List<DeadLetter> letters = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> original : polled) {
            switch (reader.read(original)) {
                case AcknowledgementReader.Reading.Accepted(var acknowledgements) ->
                    acknowledgements.forEach(acknowledged::add);
                case AcknowledgementReader.Reading.Refused(DeadLetter letter) -> letters.add(letter);
            }
        }
        return untilDone(() -> deadLetters.write(letters))
                && untilDone(() -> application.apply(acknowledged.remaining()));
    }

    private boolean untilDone(Runnable work) throws InterruptedException {
        while (!isClosing()) {
            try {
                work.run();
                backoff.reset();
                return true;
            } catch (DependencyException e) {
                dependencies.failed(e);
                pause();
            }
        }
        return false;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() throws InterruptedException {
        boolean _ = closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }
}
