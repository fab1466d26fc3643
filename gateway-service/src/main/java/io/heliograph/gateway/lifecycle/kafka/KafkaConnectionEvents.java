package io.heliograph.gateway.lifecycle.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.lifecycle.ConnectionEventFactory;
import io.heliograph.gateway.lifecycle.ConnectionEvents;
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
import java.time.InstantSource;
import java.util.function.Consumer;

/** Sends connection events in order; when some had to be dropped, all connections are announced again. */
@Singleton
final class KafkaConnectionEvents implements ConnectionEvents {
    private static final int CAPACITY = 64 * 1024;

    private final EventSender sender;
    private final ConnectionEventFactory events;
    private final InstantSource clock;
    private final Counter dropped;

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
        events = new ConnectionEventFactory(pod);
        this.clock = clock;
        dropped = metrics.counter("heliograph_connection_events_dropped");
        sender = new EventSender(
                "connection-events",
                Topic.CONNECTIONS,
                publisher,
                capacity,
                () -> onDropped.accept(new EventsDropped()));
        metrics.gauge("heliograph_connection_events_waiting", sender, EventSender::waiting);
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

    void stop(@Observes @Priority(ShutdownOrder.FLUSH) ShutdownEvent event) throws InterruptedException {
        sender.stop();
    }

    private void offer(OutgoingEvent event) {
        if (!sender.offer(event)) {
            dropped.increment();
        }
    }
}
