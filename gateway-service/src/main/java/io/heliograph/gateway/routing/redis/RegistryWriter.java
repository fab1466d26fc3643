package io.heliograph.gateway.routing.redis;

import io.heliograph.gateway.routing.RegistryBook;
import io.heliograph.gateway.routing.RegistryBook.Batch;
import io.heliograph.gateway.routing.RegistryBook.Write;
import io.heliograph.gateway.routing.RegistryUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * The one writer of a session: a batch at a time in one pipeline; repetitions at a bounded rate, changes whenever there are some. Confined to the session's context.
 */
final class RegistryWriter {
    private static final Logger LOG = Logger.getLogger(RegistryWriter.class);
    private static final int MAX_WRITES = 1_000;
    /** With {@link #MAX_WRITES}: 20,000 repetitions a second. */
    private static final long REPETITION_PAUSE_MILLIS = 50;

    private final Vertx vertx;
    private final RegistrySession session;
    private final RegistryBook book;
    private final LongSupplier redisMillis;
    private final List<Runnable> whenRepeated = new ArrayList<>();
    private final List<Runnable> whenIdle = new ArrayList<>();
    private boolean writing;
    private boolean pausing;

    RegistryWriter(Vertx vertx, RegistrySession session, RegistryBook book, LongSupplier redisMillis) {
        this.vertx = vertx;
        this.session = session;
        this.book = book;
        this.redisMillis = redisMillis;
    }

    /** Writes everything again; then, also when there is nothing, calls back once. */
    void repeatAll(Runnable onRepeated) {
        book.repeatAll();
        whenRepeated.add(onRepeated);
        write();
    }

    /** Calls back once when there is nothing left to write. */
    void drain(Runnable onIdle) {
        whenIdle.add(onIdle);
        write();
    }

    /** To be called after each change of the book. */
    void write() {
        if (writing || session.isEnded()) {
            return;
        }
        Batch batch = next();
        if (batch.isEmpty()) {
            reached(whenRepeated, !book.hasRepetitions());
            reached(whenIdle, !book.hasRepetitions());
            return;
        }
        writing = true;
        send(batch);
    }

    /** Repetitions when they are due: they come seldom enough not to hold changes up, which might otherwise starve them. */
    private Batch next() {
        if (pausing || !book.hasRepetitions()) {
            return book.takeChanges(MAX_WRITES);
        }
        pausing = true;
        vertx.setTimer(REPETITION_PAUSE_MILLIS, _ -> {
            pausing = false;
            write();
        });
        return book.takeRepetitions(MAX_WRITES);
    }

    private static void reached(List<Runnable> waiting, boolean reached) {
        if (reached) {
            List<Runnable> due = List.copyOf(waiting);
            waiting.clear();
            due.forEach(Runnable::run);
        }
    }

    private void send(Batch batch) {
        long now = redisMillis.getAsLong();
        List<Write> writes = batch.writes();
        List<Request> commands = writes.stream()
                .flatMap(write -> RegistryCommands.write(write, now).stream())
                .toList();
        session.batch(commands).onComplete(result -> {
            if (result.succeeded()) {
                for (int i = 0; i < writes.size(); i++) {
                    batch.written(i);
                }
                done();
            } else if (session.isEnded()) {
                book.giveBack(batch, new RegistryUnavailableException(result.cause()));
            } else {
                sendOneByOne(batch, now);
            }
        });
    }

    /** Redis refused a command of the batch and carried out the others: finds out which, so that one bad key does not stop all. */
    private void sendOneByOne(Batch batch, long now) {
        List<Future<?>> answers = new ArrayList<>();
        for (int i = 0; i < batch.writes().size(); i++) {
            int index = i;
            answers.add(session.batch(RegistryCommands.write(batch.writes().get(i), now))
                    .onSuccess(_ -> batch.written(index))
                    .onFailure(refusal -> refused(batch, index, refusal)));
        }
        Future.join(answers).onComplete(_ -> done());
    }

    private void refused(Batch batch, int index, Throwable refusal) {
        if (session.isEnded()) {
            return; // no answer came: the next session writes everything again
        }
        LOG.warnf(
                "registry.refused key=%s cause=%s",
                batch.writes().get(index).field().key(), refusal.getMessage());
        batch.refused(index, new RegistryUnavailableException(refusal));
    }

    private void done() {
        writing = false;
        reached(whenRepeated, !book.hasRepetitions());
        write();
    }
}
