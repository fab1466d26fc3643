package io.heliograph.delivery;

import static io.heliograph.delivery.testing.Events.batch;
import static io.heliograph.delivery.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpCodec;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.store.HistoryPageCodec;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.delivery.append.PublicationLog;
import io.heliograph.delivery.testing.Databases;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,postgres,redis"))
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class HttpApiTest {
    private static final String CREDENTIAL = "Bearer a-credential-for-tests";

    @TestHTTPResource("/")
    URI store;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Inject
    PublicationLog log;

    @Inject
    Pool pool;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String channel = "room:" + UUID.randomUUID();

    @BeforeEach
    void schema() {
        var _ = new Databases(pool);
    }

    @Test
    void answersWhatWasMissedInBinaryForm() throws Exception {
        publish("a", "b");

        HttpResponse<byte[]> response = client.send(
                request(StorePath.CATCH_UP)
                        .POST(BodyPublishers.ofString(
                                "{\"limit\":10,\"channels\":[{\"channel\":\"%s\",\"from\":{\"at\":\"beginning\"}}]}"
                                        .formatted(channel)))
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("content-type")).contains(StorePath.BINARY_MEDIA_TYPE);
        List<CatchUp> answers = CatchUpCodec.decode(response.body());
        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.entries()).hasSize(2);
            assertThat(answer.isComplete()).isTrue();
        });
    }

    @Test
    void answersAPageOfHistory() throws Exception {
        publish("a", "b");

        HttpResponse<byte[]> response = client.send(
                request(StorePath.HISTORY)
                        .POST(BodyPublishers.ofString("{\"channel\":\"%s\",\"limit\":1}".formatted(channel)))
                        .build(),
                BodyHandlers.ofByteArray());

        HistoryPage page = HistoryPageCodec.decode(response.body());
        assertThat(page.entries()).hasSize(1);
        assertThat(page.more()).isTrue();
        assertThat(page.base()).isEqualTo(page.head().at(1));
    }

    @Test
    void answersHeadsAndDevicePositions() throws Exception {
        publish("a");

        var heads = new JsonObject(post(StorePath.HEADS, "{\"channels\":[\"%s\",\"room:none\"]}".formatted(channel))
                .body());
        var positions = new JsonObject(
                send(request("/users/nobody%40example.org/devices/d1/positions").GET())
                        .body());

        assertThat(heads.getJsonObject("heads").fieldNames()).containsExactly(channel);
        assertThat(heads.getJsonObject("heads").getString(channel)).endsWith(".1");
        assertThat(positions).isEqualTo(new JsonObject("{\"positions\":{}}"));
    }

    @Test
    void drawsNewEpochs() throws Exception {
        publish("a");

        HttpResponse<String> response = post(StorePath.NEW_EPOCHS, "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(response.body()).getInteger("channels")).isPositive();
    }

    @ParameterizedTest(name = "{0} {1}: {3} {4}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "POST; /channels/catch-up; nonsense; 400; malformed",
                "POST; /channels/catch-up; {\"channels\":[{\"channel\":\"room\",\"from\":{\"at\":\"head\"}}],\"limit\":1}; 400; invalid_channel",
                "POST; /channels/catch-up; {\"channels\":[{\"channel\":\"room:1\",\"from\":{\"at\":\"position\",\"position\":\"x\"}}],\"limit\":1}; 400; invalid_position",
                "POST; /channels/heads; {\"channels\":[7,[]]}; 400; malformed",
                "POST; /channels/heads; {\"channels\":[\"room\"]}; 400; invalid_channel",
                "POST; /channels/history; {\"channel\":\"room\",\"limit\":1}; 400; invalid_channel",
                "POST; /channels/history; {\"channel\":\"room:1\",\"before\":\"x\",\"limit\":1}; 400; invalid_position",
                "POST; /channels/history; {\"channel\":\"room:1\",\"limit\":0}; 400; malformed",
                "GET; /channels/heads; x; 404; not_found",
                "GET; /nowhere; x; 404; not_found",
            })
    void answersBadInputWithAProblem(String method, String path, String body, int status, String code)
            throws Exception {
        var response = send(request(path).method(method, BodyPublishers.ofString(body)));

        assertProblem(response, status, code);
    }

    @Test
    void refusesABodyBeyondItsBound() throws Exception {
        assertProblem(post(StorePath.HEADS, " ".repeat(600_000)), 413, "too_large");
    }

    @ParameterizedTest
    @CsvSource({"none", "Bearer a-credential-for-test", "Basic YTpi"})
    void refusesWhoeverDoesNotPresentTheCredential(String authorization) throws Exception {
        var request =
                HttpRequest.newBuilder(store.resolve(StorePath.NEW_EPOCHS)).POST(BodyPublishers.noBody());
        if (!authorization.equals("none")) {
            request.header("Authorization", authorization);
        }

        assertProblem(send(request), 401, "unauthenticated");
    }

    @Test
    void isReadyWithTheStateOfItsDependenciesAndHasMetrics() throws Exception {
        var ready = client.send(HttpRequest.newBuilder(readiness).build(), BodyHandlers.ofString());
        var figures = client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString());

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"schema\": \"migrated\"", "\"postgres\"", "\"redis\"", "\"kafka\"");
        assertThat(figures.body())
                .contains(
                        "heliograph_append_batch_size",
                        "heliograph_append_duration_seconds",
                        "heliograph_fenced_total",
                        "heliograph_deduplicated_total",
                        "heliograph_batches_published_total{",
                        "heliograph_notices_total{",
                        "heliograph_partition_paused{",
                        "heliograph_partition_dropped_total",
                        "heliograph_delivery_latency_seconds");
    }

    private void publish(String... ids) {
        var partition = new TopicPartition(UUID.randomUUID().toString(), 0);
        log.insertCheckpoint(partition, 0);
        log.append(batch(
                partition, 0, Arrays.stream(ids).map(id -> event(id, channel)).toArray(PublicationEvent[]::new)));
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(store.resolve(path)).header("Authorization", CREDENTIAL);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        var problem = new JsonObject(response.body());
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getInteger("status")).isEqualTo(status);
    }
}
