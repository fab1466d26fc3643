package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.feed.activity.EventReference;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The service with real Kafka, PostgreSQL and tokens. Each test has users and feeds of its own, so that none sees another's. */
@WithTestResource(InfrastructureResource.class)
@WithTestResource(SmallBounds.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
abstract class RunningService {
    protected static final String SOURCE = "/documents";

    private static final JsonMapper MAPPER = new JsonMapper();

    protected final String unique = UUID.randomUUID().toString().substring(0, 8);
    protected final String feed = "team-" + unique;
    protected final String ann = "ann-" + unique;
    protected final String bob = "bob-" + unique;
    protected final String carl = "carl-" + unique;
    protected Infrastructure infrastructure;
    protected PositionStore store;

    @TestHTTPResource("/")
    protected URI service;

    private final HttpClient http = HttpClient.newHttpClient();
    private KafkaProducer<byte[], byte[]> producer;

    record Answer(int status, JsonNode body) {
        List<String> ids() {
            return StreamSupport.stream(body.path("items").spliterator(), false)
                    .map(item -> item.path("id").asText())
                    .toList();
        }
    }

    @BeforeEach
    void open() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        store.read(infrastructure.kafkaBootstrapServers());
    }

    @AfterEach
    void close() {
        producer.close();
        http.close();
        store.away(false);
    }

    /** @return the activity's id */
    protected String add(String event, String more) {
        return add(event, List.of(feed), Instant.now(), more);
    }

    protected String add(String event, List<String> feeds, Instant time, String more) {
        emit(EventType.ACTIVITY, event, time, activity(feeds, more));
        return id(event);
    }

    protected void retract(String event) {
        emit(
                EventType.ACTIVITY_RETRACTED,
                event + ":retracted",
                Instant.now(),
                "{\"retracts\":{\"source\":\"%s\",\"id\":\"%s\"},\"feeds\":[\"%s\"]}"
                        .formatted(SOURCE, unique + event, feed));
    }

    protected void update(String event, String name, String more) {
        emit(
                EventType.ACTIVITY_UPDATED,
                name,
                Instant.now(),
                activity(
                        List.of(feed),
                        ",\"updates\":{\"source\":\"%s\",\"id\":\"%s\"}%s".formatted(SOURCE, unique + event, more)));
    }

    protected String id(String event) {
        return new EventReference(SOURCE, unique + event).uuid().toString();
    }

    protected String activity(List<String> feeds, String more) {
        return "{\"actor\":{\"id\":\"zoe\",\"name\":\"Zoe\"},\"verb\":\"commented\",\"object\":{\"type\":\"d\",\"id\":\"p\"},\"feeds\":[\"%s\"]%s}"
                .formatted(String.join("\",\"", feeds), more);
    }

    protected void emit(String type, String event, Instant time, String data) {
        emit(event(type, event, time, data).build());
    }

    protected CloudEventBuilder event(String type, String event, Instant time, String data) {
        return CloudEventBuilder.v1()
                .withId(unique + event)
                .withSource(URI.create(SOURCE))
                .withType(type)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
    }

    protected void emit(CloudEvent made) {
        emit(Topic.ACTIVITIES, made);
    }

    protected void emit(Topic topic, CloudEvent made) {
        var _ = producer.send(KafkaMessageFactory.createWriter(topic.topicName(), feed.getBytes(StandardCharsets.UTF_8))
                .writeBinary(made));
    }

    protected Answer get(String user, String path) {
        return send(
                user,
                List.of("feed:team-" + unique + "*"),
                List.of(),
                request(path).GET());
    }

    protected Answer timeline(String user) {
        return get(user, "/timeline");
    }

    protected void follow(String user) {
        follow(user, feed);
    }

    protected void follow(String user, String feed) {
        assertThat(put(user, "/feeds/" + feed + "/followers/" + user, "").status())
                .isEqualTo(204);
    }

    protected Answer put(String user, String path, String body) {
        return send(
                user,
                List.of("feed:team-" + unique + "*"),
                List.of(),
                request(path)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected Answer delete(String user, String path) {
        return send(user, List.of(), List.of(), request(path).DELETE());
    }

    protected Answer post(String user, List<String> publish, String path, String body) {
        return send(
                user,
                List.of(),
                publish,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    protected HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path));
    }

    protected Answer send(String user, List<String> subscribe, List<String> publish, HttpRequest.Builder request) {
        if (!user.isEmpty()) {
            String token = infrastructure
                    .issuer()
                    .signer()
                    .sign(AccessToken.of(user, Instant.now(), Duration.ofMinutes(5))
                            .withChannels(subscribe, publish));
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    protected static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** Type and activity of what was told to a channel, in its order. */
    protected List<String> told(String channel) {
        return store.of(channel).stream()
                .map(one -> one.type() + " " + json(one.data()).path("id").asText())
                .toList();
    }

    protected static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }
}
