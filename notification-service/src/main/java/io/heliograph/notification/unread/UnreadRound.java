package io.heliograph.notification.unread;

import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.notification.round.Concurrently;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/**
 * Tells the counts that are due. A user is taken first and counted then, so that what is told is at least as new as the reason for telling. Each user has
 * a thread of its own: a failure is nobody else's. Confined to one thread.
 */
public final class UnreadRound {
    /** Few beyond the connections to PostgreSQL: the others would only wait for one. */
    static final int MAX_USERS = 32;

    static final int MAX_EXPIRED = 500;

    private final Ports ports;
    private final InstantSource clock;

    /**
     * What it works with.
     *
     * @param count how many notifications a user has not read
     * @param publisher returns when Kafka has the signal
     */
    public record Ports(
            UnreadQueue queue,
            ToLongFunction<String> count,
            Consumer<SignalEvent> publisher,
            UnreadObserver observer) {}

    public UnreadRound(Ports ports, InstantSource clock) {
        this.ports = ports;
        this.clock = clock;
    }

    /**
     * Blocks until each of its users was told or put off.
     *
     * @return whether there may be more
     * @throws IllegalStateException with the first failure as its cause, when all are done
     */
    public boolean run() {
        int expired = ports.queue().expire(MAX_EXPIRED);
        List<UnreadDue> taken = ports.queue().take(MAX_USERS);
        Concurrently.forEach(taken, this::tell);
        return taken.size() == MAX_USERS || expired == MAX_EXPIRED;
    }

    private void tell(UnreadDue due) {
        try {
            long unread = ports.count().applyAsLong(due.recipient());
            UnreadSignals.of(due, unread, clock.instant()).ifPresent(ports.publisher());
            ports.queue().told(due);
            ports.observer().told();
        } catch (RuntimeException e) {
            ports.observer().putOff();
            putOff(due, e);
            throw e;
        }
    }

    private void putOff(UnreadDue due, RuntimeException cause) {
        try {
            ports.queue().putOff(due);
        } catch (RuntimeException e) {
            cause.addSuppressed(e); // the lease ends by itself
        }
    }
}
