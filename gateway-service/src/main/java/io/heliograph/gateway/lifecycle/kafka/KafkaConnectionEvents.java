package io.heliograph.gateway.lifecycle.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.lifecycle.ConnectionEventFactory;
import io.heliograph.gateway.lifecycle.ConnectionEvents;
import io.heliograph.gateway.lifecycle.EventBuffer;
import io.heliograph.gateway.lifecycle.EventsDropped;
import io.heliograph.gateway.lifecycle.OutgoingEvent;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.routing.PodId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Sends connection events in order from one virtual thread; what Kafka does not take is tried again, from the first that it did not take, so that order survives. */
@Singleton
final class KafkaConnectionEvents implements ConnectionEvents {
    private static final int CAPACITY = 64 * 1024;
    private static final int MAX_IN_FLIGHT = 500;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(3);

    private final EventBuffer buffer;
    private final ConnectionEventFactory events;
    private final EventWindow window;
    private final InstantSource clock;
    private final Consumer<EventsDropped> onDropped;
    private final Counter dropped;
    private final Thread sender;

    @Inject
    KafkaConnectionEvents(
            PodId pod,
            EventPublisher publisher,
            InstantSource clock,
            MeterRegistry metrics,
            Event<EventsDropped> onDropped) {
        this(pod, publisher, clock, metrics, CAPACITY, onDropped::fire);
    }

    /** @param onDropped called when there is room again after events were dropped */
    KafkaConnectionEvents(
            PodId pod,
            EventPublisher publisher,
            InstantSource clock,
            MeterRegistry metrics,
            int capacity,
            Consumer<EventsDropped> onDropped) {
        buffer = new EventBuffer(capacity);
        events = new ConnectionEventFactory(pod);
        window = new EventWindow(publisher, Topic.CONNECTIONS);
        this.clock = clock;
        this.onDropped = onDropped;
        dropped = metrics.counter("heliograph_connection_events_dropped");
        metrics.gauge("heliograph_connection_events_waiting", buffer, EventBuffer::size);
        sender = Thread.ofVirtual().name("connection-events").start(this::sendAll);
    }

    @Override
    public void opened(ConnectionFacts connection, boolean resumed) {
        offer(events.opened(connection, resumed, clock.instant()));
    }

    @Override
    public void announced(ConnectionFacts connection) {
        offer(events.announced(connection, clock.instant()));
    }

    @Override
    public void activity(ConnectionFacts connection, boolean idle) {
        offer(events.activity(connection, idle, clock.instant()));
    }

    @Override
    public void closed(ConnectionFacts connection, ClosingFacts closing) {
        offer(events.closed(connection, closing, clock.instant()));
    }

    /** Sends what is left, within a bound. */
    void stop(@Observes @Priority(ShutdownOrder.FLUSH) ShutdownEvent event) throws InterruptedException {
        buffer.end();
        sender.join(FLUSH_WITHIN);
        sender.interrupt();
    }

    private void offer(OutgoingEvent event) {
        if (!buffer.offer(event)) {
            dropped.increment();
        }
    }

    private void sendAll() {
        try {
            for (List<OutgoingEvent> some = buffer.take(MAX_IN_FLIGHT);
                    !some.isEmpty();
                    some = buffer.take(MAX_IN_FLIGHT)) {
                send(some);
                if (buffer.takeDropped()) {
                    onDropped.accept(new EventsDropped());
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
            left = left.subList(written, left.size());
            if (!left.isEmpty()) {
                Thread.sleep(RETRY);
            }
        }
    }
}
