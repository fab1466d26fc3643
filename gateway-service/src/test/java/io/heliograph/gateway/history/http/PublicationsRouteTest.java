package io.heliograph.gateway.history.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.wire.PodMessage;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,redis,issuer"))
@WithTestResource(FakeStoreResource.class)
class PublicationsRouteTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    Infrastructure infrastructure;

    @SuppressWarnings("NullAway.Init") // filled by the test resource
    FakeStore store;

    @TestHTTPResource("/channels/")
    @SuppressWarnings("NullAway.Init") // filled by Quarkus
    URI channels;

    @AfterEach
    void restore() {
        store.answer(FakeStoreResource::withoutRow);
        store.fail(200);
    }

    @Test
    void answersAPageAfterThePosition() throws Exception {
        var lobby = new ChannelName("room:a/b");
        store.answer(_ -> new CatchUp(
                lobby, new Position(7, 1), new Position(7, 9), null, List.of(new PodMessage.Skipped(lobby, 7, 2, 4))));

        HttpResponse<String> response = get("room%3Aa%2Fb/publications?after=7.1&limit=3");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("cache-control")).contains("no-store");
        assertThat(response.body())
                .isEqualTo("{\"channel\":\"room:a/b\",\"position\":\"7.4\",\"head\":\"7.9\",\"frames\":["
                        + "{\"op\":\"skipped\",\"channel\":\"room:a/b\",\"epoch\":\"7\",\"from\":2,\"to\":4}]}");
        assertThat(store.questions().getLast())
                .isEqualTo(new CatchUpRequest(
                        List.of(new CatchUpRequest.Item("room:a/b", new CatchUpRequest.From.AtPosition("7.1"))), 3));
    }

    @Test
    void startsAtTheBeginningWithAHundredWhenNothingIsSaid() throws Exception {
        get("user:ann/publications");

        assertThat(store.questions().getLast())
                .isEqualTo(new CatchUpRequest(
                        List.of(new CatchUpRequest.Item("user:ann", new CatchUpRequest.From.AtPosition("0"))), 100));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            user:bob/publications,              403, forbidden
            nothing:1/publications,             403, forbidden
            lobby/publications,                 400, invalid_channel
            room:a/publications?after=x,        400, invalid_position
            room:a/publications?limit=0,        400, malformed
            room:a/publications?limit=1001,     400, malformed
            room:a/publications?limit=x,        400, malformed
            """)
    void refusesWhatCannotBeAnswered(String path, int status, String code) throws Exception {
        assertProblem(get(path), status, code);
    }

    @Test
    void isUnavailableWhenTheStoreIs() throws Exception {
        store.fail(503);

        HttpResponse<String> response = get("room:a/publications");

        assertProblem(response, 503, "unavailable");
        assertThat(response.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void refusesWhoeverHasNoToken() throws Exception {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(channels + "room:a/publications")));

        assertProblem(response, 401, "unauthenticated");
        assertThat(response.headers().firstValue("www-authenticate")).contains("Bearer");
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(MAPPER.readTree(response.body()).path("code").asText()).isEqualTo(code);
    }

    private HttpResponse<String> get(String path) throws Exception {
        String token = infrastructure
                .issuer()
                .signer()
                .sign(AccessToken.of("ann", Instant.now(), Duration.ofHours(1))
                        .withChannels(List.of("room:*"), List.of()));
        return send(HttpRequest.newBuilder(URI.create(channels + path)).header("authorization", "Bearer " + token));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }
}
