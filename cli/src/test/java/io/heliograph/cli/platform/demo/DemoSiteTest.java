package io.heliograph.cli.platform.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.oidc.SigningKey;
import io.heliograph.cli.platform.oidc.TokenSigner;
import io.heliograph.client.event.OutgoingEvent;
import io.heliograph.contracts.event.EventSchemas;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSiteTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Platform platform = new Platform();
    private final GatewayOfDevice gateways = new GatewayOfDevice();

    @TempDir
    private Path files;

    private HttpServer server;
    private DemoSite site;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(files.resolve("index.html"), "<!doctype html>");
        Files.writeString(files.resolve("demo.js"), "export {}");
        Files.writeString(files.resolve("notes.txt"), "not the page's");
        Files.writeString(files.resolveSibling("secret.js"), "secret");
        server = vertx.createHttpServer()
                .requestHandler(request -> site.handle(request))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        site = new DemoSite(files, server.actualPort(), platform, gateways, () -> NOW);
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.close();
    }

    @Test
    void servesThePageWithAPolicyThatAllowsNothingElse() throws Exception {
        var page = get("/");

        assertThat(page.body()).isEqualTo("<!doctype html>");
        assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'");
        assertThat(get("/demo/demo.js").headers().firstValue("content-type"))
                .contains("text/javascript; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/demo/",
                "/demo/notes.txt",
                "/demo/missing.js",
                "/demo/..%2fsecret.js",
                "/demo/%2e%2e/secret.js",
                "/demo/a/demo.js"
            })
    void servesNothingElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
        assertThat(get(path).body()).contains("\"code\":\"not_found\"");
    }

    @Test
    void signsATokenForAPersonOfTheDemo() throws Exception {
        var answer = get("/demo/token?user=ann");

        var claims = SignedJWT.parse(answer.body()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("ann");
        assertThat(claims.getExpirationTime()).isEqualTo("2026-01-01T12:15:00Z");
        assertThat(claims.getJSONObjectClaim("channels"))
                .isEqualTo(
                        Map.of("subscribe", List.of("room:*", "presence:*", "feed:*"), "publish", List.of("room:*")));
        assertThat(claims.getClaim("events")).isNull();
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void signsATokenForNobodyElse() throws Exception {
        assertThat(get("/demo/token?user=carol").statusCode()).isEqualTo(404);
        assertThat(get("/demo/token").statusCode()).isEqualTo(404);
        assertThat(platform.signed).isEmpty();
    }

    @Test
    void signsNoTokenForAnotherSite() throws Exception {
        assertThat(get("/demo/token?user=ann", "origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(get("/demo/token?user=ann", "sec-fetch-site", "cross-site").statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order", "sign-in", "comment"})
    void emitsEventsThatTheirConsumersTake(String event) throws Exception {
        var answer = post("/demo/emit", "{\"event\":\"%s\",\"user\":\"bob\"}".formatted(event), origin());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var emitted = platform.emitted.getFirst().event();
        assertThat(answer.body()).contains(emitted.getId());
        byte[] data = Objects.requireNonNull(emitted.getData()).toBytes();
        assertThat(new EventSchemas().check(emitted.getType(), data)).isEmpty();
        assertThat(new String(data, StandardCharsets.UTF_8)).contains("bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "",
                "not json",
                "{\"event\":\"order\",\"user\":\"carol\"}",
                "{\"event\":\"other\",\"user\":\"ann\"}"
            })
    void emitsNothingElse(String body) throws Exception {
        assertThat(post("/demo/emit", body, origin()).statusCode()).isEqualTo(400);
        assertThat(platform.emitted).isEmpty();
    }

    @Test
    void takesNoLargeBody() throws Exception {
        assertThat(post("/demo/emit", " ".repeat(1_025), origin()).statusCode()).isEqualTo(413);
        assertThat(post("/demo/emit", " ".repeat(20_000), origin()).statusCode())
                .isEqualTo(413);
    }

    @Test
    void killsAGatewayOfThePlatform() throws Exception {
        assertThat(post("/demo/kill-gateway", "{\"gateway\":\"gateway-1\"}", origin())
                        .statusCode())
                .isEqualTo(204);
        assertThat(post("/demo/kill-gateway", "{\"gateway\":\"postgres\"}", origin())
                        .statusCode())
                .isEqualTo(404);
        assertThat(platform.killed).containsExactly("gateway-1");
    }

    @Test
    void killsAProcessOfDocumentServiceAndTellsWhich() throws Exception {
        var answer = post("/demo/kill-documents", "{}", origin());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"process\":\"document-service-1\"}");
        assertThat(platform.killed).containsExactly("document-service-1");
    }

    @Test
    void saysThatNoProcessOfDocumentServiceRuns() throws Exception {
        platform.documents = Optional.empty();

        assertThat(post("/demo/kill-documents", "{}", origin()).statusCode()).isEqualTo(404);
    }

    @Test
    void actsForNoOtherSite() throws Exception {
        assertThat(post("/demo/kill-gateway", "{\"gateway\":\"gateway-1\"}", "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/demo/kill-documents", "{}", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/demo/emit", "{\"event\":\"order\",\"user\":\"ann\"}", "null")
                        .statusCode())
                .isEqualTo(403);
        assertThat(platform.killed).isEmpty();
        assertThat(platform.emitted).isEmpty();
    }

    @Test
    void tellsWhereADeviceIs() throws Exception {
        gateways.opened("demo-1", "gateway-1");
        gateways.opened("demo-1", "gateway-2");

        assertThat(get("/demo/gateway?device=demo-1").body()).isEqualTo("{\"gateway\":\"gateway-2\"}");
        assertThat(get("/demo/gateway?device=demo-2").body()).isEqualTo("{\"gateway\":null}");
    }

    @Test
    void forgetsTheDevicesThatWereSeenLongestAgo() {
        gateways.opened("first", "gateway-1");
        gateways.opened("second", "gateway-1");
        gateways.opened("first", "gateway-2");

        for (int device = 0; device < 499; device++) {
            gateways.opened("device-" + device, "gateway-1");
        }

        assertThat(gateways.of("first")).contains("gateway-2");
        assertThat(gateways.of("second")).isEmpty();
    }

    private String origin() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(origin() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String origin) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(origin() + path))
                .header("origin", origin)
                .POST(BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private static final class Platform implements DemoPlatform {
        private final TokenSigner signer = new TokenSigner(KEY, "http://issuer");
        private final List<AccessToken> signed = new CopyOnWriteArrayList<>();
        private final List<OutgoingEvent> emitted = new CopyOnWriteArrayList<>();
        private final List<String> killed = new CopyOnWriteArrayList<>();
        private Optional<String> documents = Optional.of("document-service-1");

        @Override
        public String sign(AccessToken token) {
            signed.add(token);
            return signer.sign(token);
        }

        @Override
        public CompletionStage<@Nullable Void> emit(OutgoingEvent event) {
            emitted.add(event);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public boolean kill(String gateway) {
            return gateway.startsWith("gateway-") && killed.add(gateway);
        }

        @Override
        public Optional<String> killDocuments() {
            documents.ifPresent(killed::add);
            return documents;
        }
    }
}
