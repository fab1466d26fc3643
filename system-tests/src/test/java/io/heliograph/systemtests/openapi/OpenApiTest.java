package io.heliograph.systemtests.openapi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.cli.platform.oidc.DocumentPatterns;
import io.heliograph.client.HeliographClient;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.systemtests.platform.LocalPlatform;
import io.heliograph.systemtests.platform.PlatformExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real platform answers every GET of the document as the document says, to somebody who has something of everything. */
@ExtendWith(PlatformExtension.class)
class OpenApiTest {
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final OpenApi described = OpenApi.read();
    private final String user = "ann-" + UUID.randomUUID();
    private final String team = "team-" + UUID.randomUUID();
    private final String document = "notes%2F" + UUID.randomUUID();
    private final ChannelName room = new ChannelName("room:" + UUID.randomUUID());
    private final LocalPlatform platform;
    private final String token;
    private final HeliographClient screen;
    private String notification = "";

    OpenApiTest(LocalPlatform platform) {
        this.platform = platform;
        List<String> grants = List.of("room:*", "presence:*", "feed:*");
        var request = new TokenRequest(
                List.of(user),
                3_600,
                grants,
                grants,
                List.of("/*"),
                new DocumentPatterns(List.of(), List.of("notes/*"), List.of()));
        token = requireNonNull(platform.client().tokens(request).get(user));
        screen = HeliographClient.builder(URI.create(platform.now().url()), _ -> token)
                .device("phone")
                .build();
    }

    @BeforeEach
    void leaveSomethingEverywhere() throws Exception {
        var _ = screen.subscribe(room, _ -> {});
        screen.connect().orTimeout(30, TimeUnit.SECONDS).join();
        screen.enter(room, JsonBytes.of("{\"colour\":\"teal\"}"))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
        assertThat(send("PUT", "/feeds/" + team + "/followers/" + user, "").statusCode())
                .isEqualTo(204);
        assertThat(send("POST", "/feeds/" + team + "/activities", """
                {"verb":"commented","object":{"type":"document","id":"plan","title":"Plan"},"content":"Good"}
                """).statusCode())
                .isEqualTo(202);
        assertThat(send("POST", "/events", """
                {"specversion":"1.0","id":"%s","source":"/shop/orders","type":"io.heliograph.notification.v1","time":"%s",
                 "data":{"recipients":["%s"],"title":"On its way","category":"orders","actor":{"id":"bob"}}}
                """.formatted(UUID.randomUUID(), Instant.now(), user))
                        .statusCode())
                .isEqualTo(202);

        assertThat(send("PUT", "/documents/" + document, "").statusCode()).isEqualTo(204);
        assertThat(send("POST", "/documents/" + document + "/versions", "{\"name\":\"First\"}")
                        .statusCode())
                .isEqualTo(201);

        awaitIn("/notifications", "On its way");
        notification = MAPPER.readTree(send("GET", "/notifications", "").body())
                .at("/items/0/id")
                .textValue();
        awaitIn("/timeline", "commented");
        awaitIn("/presence?user=" + user, "online");
        awaitIn("/presence/channels/" + room, "teal");
        awaitIn("/channels/user:" + user + "/publications", "On its way");
    }

    @AfterEach
    void close() {
        screen.close();
    }

    @TestFactory
    Stream<DynamicTest> everyGetAnswersWhatIsDescribed() {
        return described.gets().stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    assertDescribed(path, 200, send("GET", filled(path), ""));
                    assertDescribed(path, 401, HTTP.send(request(filled(path)).build(), BodyHandlers.ofString()));
                }));
    }

    @Test
    void otherFormsOfAnAnswerAreDescribed() throws Exception {
        assertDescribed("/timeline", 200, send("GET", "/timeline?grouped=true", ""));
        assertDescribed(
                "/feeds/{feed}/followers", 200, send("GET", "/feeds/" + team + "/followers?list=true&limit=1", ""));
    }

    @Test
    void refusalsAreDescribed() throws Exception {
        assertDescribed("/notifications", 400, send("GET", "/notifications?limit=0", ""));
        assertDescribed("/timeline", 400, send("GET", "/timeline?limit=0", ""));
        assertDescribed("/presence", 400, send("GET", "/presence", ""));
        assertDescribed("/channels/{channel}/publications", 400, send("GET", "/channels/room/publications", ""));
        assertDescribed("/channels/{channel}/publications", 403, send("GET", "/channels/user:bob/publications", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /presence/status, 17",
        "PUT, /notifications/preferences, 17",
        "PUT, /timeline/seen, 65",
        "POST, /events, 1025"
    })
    void theIngressTellsThatABodyIsTooLarge(String method, String path, int kibibytes) throws Exception {
        // Whoever refuses a body may end the connection behind the answer: no other request shall be on it.
        try (HttpClient own = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = send(own, method, path, "x".repeat(kibibytes * 1024));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
            assertThat(MAPPER.readTree(answer.body()).path("code").textValue()).isEqualTo("too_large");
        }
    }

    private void assertDescribed(String path, int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        String mediaType =
                answer.headers().firstValue("content-type").orElse("").split(";", 2)[0];
        assertThat(described.violations(path, status, mediaType, MAPPER.readTree(answer.body())))
                .as(answer.body())
                .isEmpty();
    }

    private String filled(String path) {
        String channel = path.startsWith("/channels") ? "user:" + user : room.value();
        return path.replace("{channel}", channel)
                        .replace("{feed}", team)
                        .replace("{name}", document)
                        .replace("{id}", notification)
                + (path.equals("/presence") ? "?user=bob&user=" + user : "");
    }

    private void awaitIn(String path, String text) {
        await(text + " in " + path)
                .atMost(SOON)
                .until(() -> send("GET", path, "").body().contains(text));
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return send(HTTP, method, path, body);
    }

    private HttpResponse<String> send(HttpClient client, String method, String path, String body)
            throws IOException, InterruptedException {
        String type = path.equals("/events") ? "application/cloudevents+json" : "application/json";
        return client.send(
                request(path)
                        .header("authorization", "Bearer " + token)
                        .header("content-type", type)
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(platform.now().url() + path));
    }
}
