package io.heliograph.gateway.lifecycle.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.publishing.PublishingUnavailableException;
import io.heliograph.gateway.routing.PodId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaConnectionEventsTest {
    private static final int CAPACITY = 4;

    private final Kafka kafka = new Kafka();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final AtomicInteger announcements = new AtomicInteger();
    private final KafkaConnectionEvents events = new KafkaConnectionEvents(
            new PodId("pod-1"),
            kafka,
            InstantSource.fixed(Instant.EPOCH),
            metrics,
            CAPACITY,
            _ -> announcements.incrementAndGet());

    @AfterEach
    void stop() throws Exception {
        kafka.away = false;
        events.stop(new ShutdownEvent());
    }

    @Test
    void writesEventsInOrder() {
        for (int i = 0; i < CAPACITY; i++) {
            events.opened(connection("c" + i), false);
        }

        await().untilAsserted(() ->
                assertThat(kafka.written).containsExactly("c0:opened", "c1:opened", "c2:opened", "c3:opened"));
    }

    @Test
    void triesAgainFromTheFirstThatKafkaDidNotTake() {
        kafka.away = true;
        events.opened(connection("c0"), false);
        await().until(() -> kafka.refused.get() > 0);

        kafka.away = false;

        await().untilAsserted(() -> assertThat(kafka.written).containsExactly("c0:opened"));
    }

    @Test
    void dropsWhatHasNoRoomAndAsksForAnAnnouncementOfAll() {
        kafka.away = true;
        events.opened(connection("first"), false);
        await().until(() -> kafka.refused.get() > 0);
        for (int i = 0; i < CAPACITY + 3; i++) {
            events.opened(connection("c" + i), false);
        }

        kafka.away = false;

        await().until(() -> announcements.get() == 1);
        assertThat(metrics.counter("heliograph_connection_events_dropped").count())
                .isEqualTo(3);
        assertThat(kafka.written).hasSize(1 + CAPACITY);
    }

    @Test
    void writesWhatIsLeftBeforeItStops() throws Exception {
        events.opened(connection("c0"), false);

        events.stop(new ShutdownEvent());

        assertThat(kafka.written).containsExactly("c0:opened");
    }

    private static ConnectionFacts connection(String id) {
        return new ConnectionFacts(id, "ann", null, "websocket", null, Instant.EPOCH);
    }

    /** Takes events or refuses them, at once. */
    private static final class Kafka implements EventPublisher {
        private final List<String> written = new CopyOnWriteArrayList<>();
        private final AtomicInteger refused = new AtomicInteger();
        private volatile boolean away;

        @Override
        public CompletionStage<Written> publish(Topic topic, String key, CloudEvent event) {
            if (away) {
                refused.incrementAndGet();
                return CompletableFuture.failedFuture(new PublishingUnavailableException("away", null));
            }
            written.add(event.getId());
            return CompletableFuture.completedFuture(new Written(topic.topicName(), 0, written.size()));
        }
    }
}
