package io.heliograph.gateway.membership.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.membership.Memberships;
import io.heliograph.gateway.membership.Memberships.Cause;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.testing.PortDoubles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaMembershipQueueTest {
    private static final ChannelName ROOM = new ChannelName("room:1");
    private static final ConnectionFacts ANN = new ConnectionFacts("c1", "ann", null, "websocket", null, Instant.EPOCH);
    private static final int CAPACITY = 4;

    private final PortDoubles.PublishedEvents kafka = new PortDoubles.PublishedEvents();
    private final AtomicInteger announcements = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaMembershipQueue queue =
            new KafkaMembershipQueue(kafka, meters, CAPACITY, announcements::incrementAndGet);
    private final Memberships memberships =
            new Memberships(queue, new PodId("pod-1"), InstantSource.fixed(Instant.EPOCH));

    @AfterEach
    void stop() throws Exception {
        kafka.goAway(false);
        queue.stop(new ShutdownEvent());
    }

    @Test
    void tellsInOrderOnceKafkaIsBack() {
        kafka.goAway(true);
        CompletableFuture<Void> entered = memberships.entered(ANN, ROOM, null);
        CompletableFuture<Void> left = memberships.left(ANN, ROOM, Cause.CLOSED);
        assertThat(entered).isNotDone();

        kafka.goAway(false);

        await().until(() -> entered.isDone() && left.isDone());
        assertThat(kafka.events())
                .extracting(event -> event.getType())
                .containsExactly(EventType.MEMBERSHIP_ENTERED, EventType.MEMBERSHIP_LEFT);
        assertThat(kafka.topics()).containsOnly(Topic.MEMBERSHIPS);
    }

    @Test
    void refusesWhatHasNoRoomAndAsksForAnAnnouncementOfAll() {
        kafka.goAway(true);
        // One more than the capacity may be on its way already.
        for (int i = 0; i <= CAPACITY; i++) {
            var _ = memberships.entered(ANN, ROOM, null);
        }
        await().until(() -> memberships.entered(ANN, ROOM, null).isCompletedExceptionally());

        kafka.goAway(false);

        await().until(() -> announcements.get() == 1);
        assertThat(meters.counter("heliograph_membership_events_dropped").count())
                .isPositive();
    }
}
