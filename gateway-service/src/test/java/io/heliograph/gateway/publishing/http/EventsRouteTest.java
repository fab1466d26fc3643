package io.heliograph.gateway.publishing.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.gateway.history.http.FakeStoreResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,redis,issuer"))
@WithTestResource(FakeStoreResource.class)
class EventsRouteTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    Infrastructure infrastructure;

    @TestHTTPResource("/events")
    @SuppressWarnings("NullAway.Init") // filled by Quarkus
    URI url;

    private final Instant time = Instant.now();

    @Test
    void writesAPublicationByteForByteAndSaysWhere() throws Exception {
        String id = UUID.randomUUID().toString();

        HttpResponse<String> response =
                post("application/cloudevents+json", publication(id, "room:lobby", "{ \"price\": 1.10 }"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        JsonNode answer = MAPPER.readTree(response.body());
        assertThat(answer.path("id").asText()).isEqualTo(id);
        ConsumerRecord<String, String> record = record(answer);
        assertThat(record.topic()).isEqualTo("heliograph.publications");
        assertThat(record.key()).isEqualTo("room:lobby");
        assertThat(record.value()).isEqualTo("{ \"price\": 1.10 }");
        assertThat(header(record, "ce_id")).isEqualTo(id);
        assertThat(header(record, "ce_source")).isEqualTo("/shop/orders");
        assertThat(header(record, "ce_channel")).isEqualTo("room:lobby");
        // The same time may be written with fewer digits.
        assertThat(Instant.parse(header(record, "ce_time"))).isEqualTo(time);
    }

    @Test
    void writesANotificationSentInHeaders() throws Exception {
        HttpResponse<String> response = send(request(token())
                .header("content-type", "application/json")
                .header("ce-specversion", "1.0")
                .header("ce-source", "/shop/orders")
                .header("ce-type", "io.heliograph.notification.v1")
                .header("ce-time", time.toString())
                .header("idempotency-key", "order-4711")
                .POST(BodyPublishers.ofString("{\"recipients\":[\"42\"],\"title\":\"On its way\"}"))
                .build());

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        ConsumerRecord<String, String> record = record(MAPPER.readTree(response.body()));
        assertThat(record.topic()).isEqualTo("heliograph.notifications");
        assertThat(record.key()).isEqualTo("42");
        assertThat(header(record, "ce_id")).isEqualTo("order-4711");
        assertThat(header(record, "content-type")).isEqualTo("application/json");
    }

    @Test
    void answersABatchInItsOrder() throws Exception {
        String body = "[" + publication("1", "room:a", "1") + "," + publication("2", "room:b", "2") + "]";

        HttpResponse<String> response = post("application/cloudevents-batch+json", body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        assertThat(MAPPER.readTree(response.body()).findValuesAsText("id")).containsExactly("1", "2");
    }

    @Test
    void refusesABatchAsAWholeAndNamesTheEvent() throws Exception {
        String body = "[" + publication("1", "room:a", "1") + "," + publication("2", "user:42", "2") + "]";

        HttpResponse<String> response = post("application/cloudevents-batch+json", body);

        assertProblem(response, 403, "forbidden");
        assertThat(MAPPER.readTree(response.body()).path("index").asInt()).isOne();
        assertThat(MAPPER.readTree(response.body()).path("pointer").asText()).isEqualTo("/attributes/channel");
    }

    @Test
    void refusesWhoeverHasNoValidToken() throws Exception {
        assertProblem(
                send(HttpRequest.newBuilder(url)
                        .POST(BodyPublishers.ofString("{}"))
                        .build()),
                401,
                "unauthenticated");
        assertProblem(
                send(request("garbage").POST(BodyPublishers.ofString("{}")).build()), 401, "unauthenticated");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        assertProblem(post("application/cloudevents+json", "x".repeat(1024 * 1024 + 1)), 413, "too_large");
    }

    @Test
    void refusesWhatDoesNotFitItsSchema() throws Exception {
        String body = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/shop/orders\",\"time\":\"" + time
                + "\",\"type\":\"io.heliograph.notification.v1\",\"data\":{\"recipients\":[],\"title\":\"t\"}}";

        HttpResponse<String> response = post("application/cloudevents+json", body);

        assertProblem(response, 422, "schema_violation");
        assertThat(MAPPER.readTree(response.body()).path("pointer").asText()).isEqualTo("/recipients");
    }

    @Test
    void refusesWhatIsNoEvent() throws Exception {
        assertProblem(post("application/json", "{}"), 400, "malformed");
        assertProblem(post("application/cloudevents+json", ""), 400, "malformed");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(MAPPER.readTree(response.body()).path("code").asText()).isEqualTo(code);
    }

    private String publication(String id, String channel, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"source\":\"/shop/orders\",\"type\":\"chat\",\"time\":\"" + time + "\",\"channel\":\"" + channel
                + "\",\"data\":" + data + "}";
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return send(request(token())
                .header("content-type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String token) {
        return HttpRequest.newBuilder(url).header("authorization", "Bearer " + token);
    }

    private String token() {
        return infrastructure
                .issuer()
                .signer()
                .sign(AccessToken.of("shop", Instant.now(), Duration.ofHours(1))
                        .withChannels(List.of(), List.of("room:*"))
                        .withEvents(List.of("/shop/*")));
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private ConsumerRecord<String, String> record(JsonNode answer) {
        var partition = new TopicPartition(
                answer.path("topic").asText(), answer.path("partition").asInt());
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", infrastructure.kafkaBootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, answer.path("offset").asLong());
            return consumer.poll(Duration.ofSeconds(20)).records(partition).getFirst();
        }
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
