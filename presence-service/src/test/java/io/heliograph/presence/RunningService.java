package io.heliograph.presence;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.event.Topic;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.redis.client.Redis;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service with real Kafka, PostgreSQL, Redis and tokens. Each test has users and channels of its own, so that none sees another's. */
@WithTestResource(InfrastructureResource.class)
@WithTestResource(SmallTimes.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
abstract class RunningService {
    private static final JsonMapper MAPPER = new JsonMapper();

    protected final String unique = UUID.randomUUID().toString();
    protected final String ann = "ann-" + unique;
    protected Infrastructure infrastructure;
    protected Gateway gateway;

    @Inject
    Redis redis;

    @TestHTTPResource("/")
    protected URI service;

    @TestHTTPResource(value = "/health/ready", management = true)
    protected URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    protected URI metrics;

    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaProducer<byte[], byte[]> producer;

    record Answer(int status, JsonNode body) {}

    @BeforeEach
    void open() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers(), "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        gateway = gateway();
    }

    @AfterEach
    void close() {
        producer.close();
        http.close();
    }

    protected Gateway gateway() {
        return new Gateway(producer, redis).alive();
    }

    protected TopicReader reader(Topic topic) {
        return new TopicReader(infrastructure.kafkaBootstrapServers(), topic.topicName());
    }

    /** The values of a key of a channel's state; removed ones are null nodes. */
    protected static List<JsonNode> values(List<ConsumerRecord<byte[], byte[]>> signals) {
        return signals.stream().map(RunningService::json).toList();
    }

    protected static JsonNode json(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null || record.value().length == 0
                    ? NullNode.getInstance()
                    : MAPPER.readTree(TopicReader.value(record));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    protected static List<String> statuses(List<ConsumerRecord<byte[], byte[]>> signals) {
        return values(signals).stream()
                .map(value -> value.path("status").asText())
                .toList();
    }

    /** What was told of the user so far, at least so many values. */
    protected List<ConsumerRecord<byte[], byte[]>> told(TopicReader signals, String user, int atLeast) {
        return signals.first(atLeast, record -> TopicReader.key(record).equals("presence:" + user));
    }

    protected void awaitDeciding() {
        await().atMost(Duration.ofSeconds(30)).until(() -> text(metrics).contains("heliograph_presence_deciding 1.0"));
    }

    protected double metric(String line) {
        return text(metrics)
                .lines()
                .filter(one -> one.startsWith(line + " "))
                .mapToDouble(one -> Double.parseDouble(one.substring(one.lastIndexOf(' '))))
                .findFirst()
                .orElse(0);
    }

    protected Answer get(String user, List<String> grants, String path) {
        return send(user, grants, HttpRequest.newBuilder(service.resolve(path)).GET());
    }

    protected Answer put(String user, String path, String body) {
        return send(
                user,
                List.of(),
                HttpRequest.newBuilder(service.resolve(path))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected Answer send(String user, List<String> grants, HttpRequest.Builder request) {
        if (!user.isEmpty()) {
            String token = infrastructure
                    .issuer()
                    .signer()
                    .sign(AccessToken.of(user, Instant.now(), Duration.ofMinutes(5))
                            .withChannels(grants, List.of()));
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> response = exchange(request.build());
        try {
            return new Answer(response.statusCode(), MAPPER.readTree(response.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    protected String text(URI uri) {
        return exchange(HttpRequest.newBuilder(uri).build()).body();
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
