package io.heliograph.gateway.membership.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.lifecycle.EventsDropped;
import io.heliograph.gateway.lifecycle.OutgoingEvent;
import io.heliograph.gateway.lifecycle.kafka.EventSender;
import io.heliograph.gateway.lifecycle.kafka.ShutdownOrder;
import io.heliograph.gateway.membership.MembershipQueue;
import io.heliograph.gateway.publishing.EventPublisher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** One path for all memberships, so that their order survives an outage of Kafka; when some had to be dropped, all are announced again. */
@Singleton
final class KafkaMembershipQueue implements MembershipQueue {
    /** At 4 KiB of a member's data the most that it takes is some 64 MiB. */
    private static final int CAPACITY = 16 * 1024;

    private final EventSender sender;
    private final Counter dropped;

    @Inject
    KafkaMembershipQueue(EventPublisher publisher, MeterRegistry metrics, Event<EventsDropped> onDropped) {
        this(publisher, metrics, CAPACITY, () -> onDropped.fire(new EventsDropped()));
    }

    /** @param onDropped called when there is room again after events were dropped */
    KafkaMembershipQueue(EventPublisher publisher, MeterRegistry metrics, int capacity, Runnable onDropped) {
        dropped = metrics.counter("heliograph_membership_events_dropped");
        sender = new EventSender("memberships", Topic.MEMBERSHIPS, publisher, capacity, onDropped);
        metrics.gauge("heliograph_membership_events_waiting", sender, EventSender::waiting);
    }

    @Override
    public boolean offer(OutgoingEvent event) {
        boolean taken = sender.offer(event);
        if (!taken) {
            dropped.increment();
        }
        return taken;
    }

    void stop(@Observes @Priority(ShutdownOrder.FLUSH) ShutdownEvent event) throws InterruptedException {
        sender.stop();
    }
}
