package io.heliograph.gateway.lifecycle.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.lifecycle.EventBuffer;
import io.heliograph.gateway.lifecycle.OutgoingEvent;
import io.heliograph.gateway.publishing.EventPublisher;
import java.time.Duration;
import java.util.List;

/**
 * Sends events of one topic in order from one virtual thread; what Kafka does not take is tried again, from the first that it did not take, so that order survives.
 * What has no room is dropped. Safe for concurrent use.
 */
public final class EventSender {
    private static final int MAX_IN_FLIGHT = 500;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(3);

    private final EventBuffer buffer;
    private final EventWindow window;
    private final Runnable onDropped;
    private final Thread sender;

    /**
     * @param capacity the most events that wait
     * @param onDropped called when there is room again after events were dropped
     */
    public EventSender(String name, Topic topic, EventPublisher publisher, int capacity, Runnable onDropped) {
        buffer = new EventBuffer(capacity);
        window = new EventWindow(publisher, topic);
        this.onDropped = onDropped;
        sender = Thread.ofVirtual().name(name).start(this::sendAll);
    }

    /** False when it was dropped. */
    public boolean offer(OutgoingEvent event) {
        return buffer.offer(event);
    }

    public int waiting() {
        return buffer.size();
    }

    /** Sends what is left, within a bound. */
    public void stop() throws InterruptedException {
        buffer.end();
        sender.join(FLUSH_WITHIN);
        sender.interrupt();
    }

    private void sendAll() {
        try {
            for (List<OutgoingEvent> some = buffer.take(MAX_IN_FLIGHT);
                    !some.isEmpty();
                    some = buffer.take(MAX_IN_FLIGHT)) {
                send(some);
                if (buffer.takeDropped()) {
                    onDropped.run();
                }
            }
        } catch (InterruptedException _) {
            // the end came before Kafka did; the lease's end tells of these connections, too
        }
    }

    private void send(List<OutgoingEvent> some) throws InterruptedException {
        List<OutgoingEvent> left = some;
        while (!left.isEmpty()) {
            int written = window.publish(left);
            left.subList(0, written).forEach(event -> event.onWritten().run());
            left = left.subList(written, left.size());
            if (!left.isEmpty()) {
                Thread.sleep(RETRY);
            }
        }
    }
}
