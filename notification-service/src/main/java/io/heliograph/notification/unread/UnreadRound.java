package io.heliograph.notification.unread;

import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.notification.round.Concurrently;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tells the counts that are due. Users are taken first and counted then, so that what is told is at least as new as the reason for telling. They are counted together and told by
 * a thread each: a failure is nobody else's. Confined to one thread.
 */
public final class UnreadRound {
    static final int MAX_USERS = 256;

    static final int MAX_EXPIRED = 500;

    private final Ports ports;
    private final InstantSource clock;

    /**
     * What it works with.
     *
     * @param count how many notifications each of the users has not read
     * @param publisher returns when Kafka has the signal
     */
    public record Ports(
            UnreadQueue queue,
            Function<List<String>, Map<String, Long>> count,
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
     * @throws RuntimeException when not all could be told: an {@link IllegalStateException} with the first failure as its cause when it is that of a user
     */
    public boolean run() {
        int expired = ports.queue().expire(MAX_EXPIRED);
        List<UnreadDue> taken = ports.queue().take(MAX_USERS);
        if (!taken.isEmpty()) {
            tell(taken);
        }
        return taken.size() == MAX_USERS || expired == MAX_EXPIRED;
    }

    private void tell(List<UnreadDue> taken) {
        Map<String, Long> unread =
                ports.count().apply(taken.stream().map(UnreadDue::recipient).toList());
        Queue<UnreadDue> told = new ConcurrentLinkedQueue<>();
        try {
            Concurrently.forEach(taken, due -> {
                publish(due, unread.getOrDefault(due.recipient(), 0L));
                told.add(due);
            });
        } finally {
            ports.queue().told(List.copyOf(told));
            told.forEach(due -> ports.observer().told());
        }
    }

    private void publish(UnreadDue due, long unread) {
        try {
            UnreadSignals.of(due, unread, clock.instant()).ifPresent(ports.publisher());
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
