package io.heliograph.gateway.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.gateway.lifecycle.AcknowledgementBuffer.Acknowledged;
import io.heliograph.gateway.lifecycle.AcknowledgementBuffer.Device;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ClosingFacts;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.routing.PodId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LifecycleEventsTest {
    private static final PodId POD = new PodId("pod-1");
    private static final Instant OPENED = Instant.parse("2026-01-01T12:00:00Z");
    private static final ConnectionFacts ANN = new ConnectionFacts("c1", "ann", "d1", "websocket", "js/1.0", OPENED);
    private static final ConnectionFacts BARE = new ConnectionFacts("c2", "bob", null, "websocket", null, OPENED);

    private final EventSchemas schemas = new EventSchemas();
    private final ConnectionEventFactory connections = new ConnectionEventFactory(POD);
    private final AcknowledgementEventFactory acknowledgements = new AcknowledgementEventFactory(POD);

    @Test
    void everyEventFitsItsSchema() {
        var closing = new ClosingFacts(4008, "SLOW_CONSUMER", "server", 12, 3, 4_000, 2);
        List<OutgoingEvent> events = List.of(
                connections.opened(ANN, false, OPENED),
                connections.opened(BARE, true, OPENED),
                connections.announced(ANN, OPENED),
                connections.closed(ANN, closing, OPENED.plusSeconds(60)),
                connections.closed(BARE, new ClosingFacts(1006, "x".repeat(500), "network", 0, 0, 0, 0), OPENED),
                acknowledgements.events(acknowledged(3), OPENED).getFirst());

        assertThat(events)
                .allSatisfy(
                        outgoing -> assertThat(schemas.check(outgoing.event().getType(), data(outgoing)))
                                .as(outgoing.event().getType())
                                .isEmpty());
    }

    @Test
    void aConnectionIsEitherOpenedOrResumed() {
        assertThat(connections.opened(ANN, false, OPENED).event().getType()).isEqualTo(EventType.CONNECTION_OPENED);
        assertThat(connections.opened(ANN, true, OPENED).event().getType()).isEqualTo(EventType.CONNECTION_RESUMED);
    }

    @Test
    void anEventIsKnownByItsConnectionAndGoesUnderItsUser() {
        OutgoingEvent outgoing = connections.announced(ANN, OPENED);
        CloudEvent event = outgoing.event();

        assertThat(outgoing.key()).isEqualTo("ann");
        assertThat(event.getId()).isEqualTo("c1:announced:1767268800000");
        assertThat(event.getSource()).hasToString("/gateway/pod-1");
    }

    @Test
    void aDeviceWithManyChannelsAcknowledgesInSeveralEvents() {
        List<OutgoingEvent> events = acknowledgements.events(acknowledged(450), OPENED);

        assertThat(events).hasSize(3);
        assertThat(events)
                .allSatisfy(outgoing -> assertThat(schemas.check(EventType.ACKNOWLEDGEMENT, data(outgoing)))
                        .isEmpty());
    }

    @Test
    void namesUserDeviceAndPositions() {
        OutgoingEvent outgoing =
                acknowledgements.events(acknowledged(1), OPENED).getFirst();

        assertThat(outgoing.key()).isEqualTo("ann");
        assertThat(new String(data(outgoing), StandardCharsets.UTF_8))
                .contains("\"user\":\"ann\"", "\"device\":\"d1\"", "\"positions\":{\"room:0\":\"7.1\"}");
    }

    private static Acknowledged acknowledged(int channels) {
        Map<ChannelName, Position> positions = new HashMap<>();
        for (int i = 0; i < channels; i++) {
            positions.put(new ChannelName("room:" + i), new Position(7, i + 1));
        }
        return new Acknowledged(new Device("ann", "d1"), positions);
    }

    private static byte[] data(OutgoingEvent outgoing) {
        return Objects.requireNonNull(outgoing.event().getData()).toBytes();
    }
}
