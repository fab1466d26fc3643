package io.heliograph.gateway.lifecycle.kafka;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.lifecycle.AcknowledgementBuffer;
import io.heliograph.gateway.lifecycle.AcknowledgementBuffer.Acknowledged;
import io.heliograph.gateway.lifecycle.AcknowledgementBuffer.Device;
import io.heliograph.gateway.lifecycle.AcknowledgementEventFactory;
import io.heliograph.gateway.lifecycle.Acknowledgements;
import io.heliograph.gateway.lifecycle.OutgoingEvent;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.routing.PodId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sends acknowledgements from one virtual thread. While Kafka is slow or away they are conflated; what it did not take is tried again with what came meanwhile. */
@Singleton
final class KafkaAcknowledgements implements Acknowledgements {
    private static final int MAX_DEVICES = 100_000;
    private static final int MAX_IN_FLIGHT = 500;
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FLUSH_WITHIN = Duration.ofSeconds(3);

    private final AcknowledgementBuffer buffer;
    private final AcknowledgementEventFactory events;
    private final EventWindow window;
    private final InstantSource clock;
    private final Counter dropped;
    private final Thread sender;

    @Inject
    KafkaAcknowledgements(PodId pod, EventPublisher publisher, InstantSource clock, MeterRegistry metrics) {
        buffer = new AcknowledgementBuffer(MAX_DEVICES);
        events = new AcknowledgementEventFactory(pod);
        window = new EventWindow(publisher, Topic.ACKNOWLEDGEMENTS);
        this.clock = clock;
        dropped = metrics.counter("heliograph_acknowledgements_dropped");
        metrics.gauge("heliograph_acknowledgements_waiting", buffer, AcknowledgementBuffer::size);
        sender = Thread.ofVirtual().name("acknowledgements").start(this::sendAll);
    }

    @Override
    public void acknowledged(String user, String device, Map<ChannelName, Position> positions) {
        Map<ChannelName, Position> meaningful = positions.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(Position.BEGINNING))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!meaningful.isEmpty() && !buffer.add(new Acknowledged(new Device(user, device), meaningful))) {
            dropped.increment();
        }
    }

    /** Sends what is left, within a bound. */
    void stop(@Observes @Priority(ShutdownOrder.FLUSH) ShutdownEvent event) throws InterruptedException {
        buffer.end();
        sender.join(FLUSH_WITHIN);
        sender.interrupt();
    }

    private void sendAll() {
        try {
            for (List<Acknowledged> some = buffer.take(MAX_IN_FLIGHT);
                    !some.isEmpty();
                    some = buffer.take(MAX_IN_FLIGHT)) {
                send(some);
            }
        } catch (InterruptedException _) {
            // the end came before Kafka did: the devices say the same on their next connections
        }
    }

    private void send(List<Acknowledged> some) throws InterruptedException {
        List<OutgoingEvent> outgoing = some.stream()
                .flatMap(acknowledged -> events.events(acknowledged, clock.instant()).stream())
                .toList();
        if (window.publish(outgoing) < outgoing.size()) {
            some.forEach(buffer::giveBack);
            Thread.sleep(RETRY);
        }
    }
}
