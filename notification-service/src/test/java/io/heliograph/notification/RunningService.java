package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.cli.platform.oidc.TokenSigner;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.event.Topic;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.NotificationId;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service with real Kafka, PostgreSQL and tokens. Each test has a user of its own, so that none sees another's. */
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,postgres,redis,issuer"))
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
abstract class RunningService {
    protected final String user = "ann-" + UUID.randomUUID();
    protected Infrastructure infrastructure;

    @TestHTTPResource("/")
    protected URI service;

    @TestHTTPResource(value = "/health/ready", management = true)
    protected URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    protected URI metrics;

    protected InboxClient inbox;
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void open() {
        inbox = InboxClient.of(service, signer(), user);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers(), "max.request.size", 2_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        producer.close();
        inbox.close();
    }

    protected TokenSigner signer() {
        return infrastructure.issuer().signer();
    }

    /** Returns when Kafka has it. */
    protected void emit(CloudEvent event) {
        emit(Events.binary(user, event));
    }

    protected void emit(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected TopicReader publications() {
        return new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.PUBLICATIONS.topicName());
    }

    protected TopicReader deadLetters() {
        return new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.NOTIFICATIONS.deadLetters());
    }

    protected void awaitInbox(int size) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(items(inbox.get("/notifications"))).hasSize(size));
    }

    protected NotificationId idOf(CloudEvent event) {
        return NotificationId.of(new EventReference(event.getSource().toString(), event.getId()), user);
    }

    protected static List<JsonNode> items(InboxClient.Answer answer) {
        return StreamSupport.stream(answer.body().path("items").spliterator(), false)
                .toList();
    }

    protected static List<String> titles(InboxClient.Answer answer) {
        return items(answer).stream()
                .map(item -> item.path("title").textValue())
                .toList();
    }
}
