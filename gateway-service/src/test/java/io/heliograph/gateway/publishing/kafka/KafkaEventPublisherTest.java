package io.heliograph.gateway.publishing.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.heliograph.cli.platform.FreePorts;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import io.heliograph.gateway.publishing.EventPublisher.Written;
import io.heliograph.gateway.publishing.PublishingUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With Kafka away; what happens with Kafka there is tried by those who publish. */
class KafkaEventPublisherTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final DependencyStates dependencies = new DependencyStates();
    private final KafkaEventPublisher publisher = new KafkaEventPublisher(
            Map.of("bootstrap.servers", "127.0.0.1:" + FreePorts.any()), Duration.ofSeconds(1), metrics, dependencies);

    @AfterEach
    void close() throws Exception {
        publisher.close();
    }

    @Test
    void isUnavailableWhenKafkaDoesNotAnswerInTime() {
        assertUnavailable(publish("{}"));

        assertThat(dependencies.isAway(Dependency.KAFKA)).isTrue();
        assertThat(metrics.get("heliograph_publish_bytes_waiting").gauge().value())
                .isZero();
    }

    @Test
    void refusesAtOnceWhatIsBeyondItsBytes() {
        String large = "\"" + "x".repeat(1024 * 1024) + "\"";
        List<CompletionStage<Written>> accepted = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            accepted.add(publish(large));
        }

        CompletionStage<Written> refused = publish(large);

        assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
        accepted.forEach(KafkaEventPublisherTest::assertUnavailable);
    }

    private CompletionStage<Written> publish(String data) {
        var channel = new ChannelName("room:lobby");
        CloudEvent event =
                new PublicationEvent("1", "/shop", "chat", Instant.EPOCH, channel, JsonBytes.of(data)).toCloudEvent();
        return publisher.publish(Topic.PUBLICATIONS, channel.value(), event);
    }

    private static void assertUnavailable(CompletionStage<Written> stage) {
        assertThatThrownBy(() -> stage.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasCauseExactlyInstanceOf(PublishingUnavailableException.class);
    }
}
