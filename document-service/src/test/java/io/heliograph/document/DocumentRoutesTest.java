package io.heliograph.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.platform.oidc.DocumentPatterns;
import io.heliograph.document.editing.Updates;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.name.DocumentName;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class DocumentRoutesTest extends RunningService {
    private static final byte[] FIRST = Updates.insert(1, 0);
    private static final byte[] SECOND = Updates.insert(2, 0);

    @Inject
    DocumentLog log;

    private DocumentName plan;
    private String path;

    @BeforeEach
    void writeADocument() {
        plan = new DocumentName(folder + "/plan");
        path = path(plan.value());
        log.append(plan, 0, List.of("ann"), FIRST);
    }

    @Test
    void showsWhatADocumentIsLike() {
        log.append(plan, 1, List.of("bob"), SECOND);

        JsonNode document = get(path).json();

        assertThat(document.path("document").asText()).isEqualTo(plan.value());
        assertThat(document.path("sequence").asLong()).isEqualTo(2);
        assertThat(document.path("bytes").asLong()).isEqualTo(FIRST.length + SECOND.length);
        assertThat(document.path("editors").asInt()).isZero();
        assertThat(Instant.parse(document.path("changedAt").asText()))
                .isAfterOrEqualTo(Instant.parse(document.path("createdAt").asText()));
    }

    @Test
    void tellsHowManyEditIt() {
        String token = send(
                        "POST",
                        "/documents/tokens",
                        writer(),
                        "{\"document\":\"%s\",\"access\":\"read\"}".formatted(plan))
                .json()
                .path("token")
                .asText();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://%s:%d/documents/sync/%s?token=%s"
                                .formatted(service.getHost(), service.getPort(), plan, token)),
                        new WebSocket.Listener() {})
                .join();

        await().atMost(Duration.ofSeconds(15)).until(() -> editors() == 1);
        socket.abort();
        await().atMost(Duration.ofSeconds(15)).until(() -> editors() == 0);
    }

    @Test
    void givesAllOfItAsOneUpdate() {
        log.append(plan, 1, List.of("bob"), SECOND);

        Answer answer = get(path + "/update");

        assertThat(answer.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(answer.response().body()).isEqualTo(new byte[] {
            2, 1, 2, 0, 4, 1, 4, 't', 'e', 'x', 't', 1, 'a', 1, 1, 0, 4, 1, 4, 't', 'e', 'x', 't', 1, 'a', 0
        });
    }

    @Test
    void givesItsTextToThoseWhoMayRead() {
        String reader = accessToken("ann", new DocumentPatterns(List.of("notes/*"), List.of(), List.of()));
        log.append(plan, 1, List.of("bob"), Updates.insert(2, 0, "ü😀\n"));
        log.append(plan, 2, List.of("bob"), Updates.type(3, 0));

        Answer answer = send("GET", path + "/text", reader, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(text(answer)).isEqualTo("aü😀\n");
        assertThat(text(get(path + "/text?root=text"))).isEqualTo("aü😀\n");
        assertThat(text(get(path + "/text?root=array"))).isEmpty();
        assertThat(get(path + "none/text").code()).isEqualTo("not_found");
    }

    @Test
    void givesItsTextOnlyOnceUntilItChanges() {
        log.append(plan, 1, List.of("bob"), Updates.delete(1, 0));

        Answer first = get(path + "/text");
        Answer second = send("GET", path + "/text", writer(), "", "If-None-Match", first.header("etag"));
        log.append(plan, 2, List.of("bob"), SECOND);
        Answer changed = send("GET", path + "/text", writer(), "", "If-None-Match", first.header("etag"));

        assertThat(first.header("etag")).isEqualTo("\"2\"");
        assertThat(text(first)).isEmpty();
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.header("etag")).isEqualTo("\"2\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(text(changed)).isEqualTo("a");
    }

    @Test
    void showsWhatWasDeletedToThoseWhoMayWrite() {
        String reader = accessToken("ann", new DocumentPatterns(List.of("notes/*"), List.of(), List.of()));
        log.append(plan, 1, List.of("bob"), Updates.delete(1, 0));

        Answer withHistory = get(path + "/update");
        Answer asItIs = send("GET", path + "/update?history=false", reader, "");

        assertThat(withHistory.response().body())
                .isEqualTo(new byte[] {1, 1, 1, 0, 4, 1, 4, 't', 'e', 'x', 't', 1, 'a', 1, 1, 1, 0, 1});
        assertThat(asItIs.response().body())
                .isEqualTo(new byte[] {1, 1, 1, 0, 1, 1, 4, 't', 'e', 'x', 't', 1, 1, 1, 1, 0, 1});
        assertThat(send("GET", path + "/update", reader, "").code()).isEqualTo("forbidden");
    }

    @Test
    void listsByNameWhatMayBeReadAPageAtATime() {
        log.append(new DocumentName(folder + "/a"), 0, List.of("ann"), FIRST);
        log.append(new DocumentName(folder + "/plan/b"), 0, List.of("ann"), FIRST);
        log.append(new DocumentName(folder + "x"), 0, List.of("ann"), FIRST);

        assertThat(names(get("/documents"))).containsExactly(folder + "/a", plan.value(), folder + "/plan/b");
        assertThat(names(get("/documents?prefix=" + path(folder + "/p").substring("/documents/".length()))))
                .containsExactly(plan.value(), folder + "/plan/b");
        Answer first = get("/documents?limit=2");
        assertThat(names(first)).containsExactly(folder + "/a", plan.value());
        assertThat(names(get(
                        "/documents?limit=2&after=" + first.json().path("next").asText())))
                .containsExactly(folder + "/plan/b");
        assertThat(names(send("GET", "/documents", accessToken("eve", DocumentPatterns.NONE), "")))
                .isEmpty();
    }

    @Test
    void keepsVersionsThatClientsShowAgain() {
        Answer kept = send("POST", path + "/versions", writer(), "{\"name\":\"First\"}");
        log.append(plan, 1, List.of("bob"), SECOND);
        Answer later = send("POST", path + "/versions", writer(), "{\"name\":\"Second\"}");

        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.json().path("author").asText()).isEqualTo("ann");
        assertThat(kept.json().path("sequence").asLong()).isEqualTo(1);
        assertThat(kept.json().path("length").asLong()).isEqualTo(1);
        assertThat(later.json().path("length").asLong()).isEqualTo(2);
        assertThat(get(path + "/versions").json().path("versions")).containsExactly(later.json(), kept.json());
        Answer snapshot = get(path + "/versions/" + kept.json().path("id").asText());
        assertThat(snapshot.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(snapshot.response().body()).isEqualTo(new byte[] {0, 1, 1, 1}); // nothing deleted; client 1 up to 1
    }

    @Test
    void givesNoVersionOfAnotherDocument() {
        DocumentName other = new DocumentName(folder + "/other");
        log.append(other, 0, List.of("ann"), FIRST);
        String id = send("POST", path + "/versions", writer(), "{\"name\":\"First\"}")
                .json()
                .path("id")
                .asText();

        assertThat(get(path(other.value()) + "/versions/" + id).status()).isEqualTo(404);
        assertThat(get(path + "/versions/none").code()).isEqualTo("not_found");
    }

    @Test
    void erasesADocumentUntilItIsMadeAgain() {
        send("POST", path + "/versions", writer(), "{\"name\":\"First\"}");

        assertThat(send("DELETE", path, manager(), "").status()).isEqualTo(204);

        assertThat(send("DELETE", path, manager(), "").code()).isEqualTo("not_found");
        assertThat(get(path).code()).isEqualTo("not_found");
        assertThat(get(path + "/update").status()).isEqualTo(404);
        assertThat(get(path + "/versions").status()).isEqualTo(404);
        assertThat(names(get("/documents"))).isEmpty();
        assertThat(send("POST", path + "/versions", writer(), "{\"name\":\"Late\"}")
                        .status())
                .isEqualTo(404);
        assertThat(log.append(plan, 1, List.of("ann"), SECOND)).isEmpty();
        assertThat(send("PUT", path, writer(), "").status()).isEqualTo(204);
        assertThat(get(path).json().path("sequence").asLong()).isEqualTo(2);
        assertThat(get(path + "/update").response().body()).isEqualTo(new byte[] {0, 0});
        assertThat(get(path + "/versions").json().path("versions")).isEmpty();
        assertThat(log.append(plan, 1, List.of("ann"), SECOND))
                .as("of somebody who knows the deleted one")
                .isEmpty();
        assertThat(log.append(plan, 2, List.of("ann"), SECOND)).hasValue(3);
    }

    @Test
    void erasesWhatWasDeletedAndKeepsWhatAVersionShowsUnlessItGoesToo() {
        send("POST", path + "/versions", writer(), "{\"name\":\"First\"}");
        log.append(plan, 1, List.of("bob"), Updates.delete(1, 0));
        log.append(plan, 2, List.of("bob"), SECOND);
        byte[] withHistory = get(path + "/update").response().body();

        assertThat(send("DELETE", path + "/history", manager(), "").status()).isEqualTo(204);
        assertThat(get(path + "/update").response().body()).isEqualTo(withHistory);
        assertThat(log.readAfter(plan, 0)).isEmpty();
        assertThat(send("DELETE", path + "/history?versions=true", manager(), "")
                        .status())
                .isEqualTo(204);

        assertThat(get(path + "/update").response().body())
                .isEqualTo(get(path + "/update?history=false").response().body())
                .isNotEqualTo(withHistory);
        assertThat(get(path + "/versions").json().path("versions")).isEmpty();
        assertThat(log.read(plan).parts()).hasSize(1);
        assertThat(log.append(plan, 3, List.of("ann"), Updates.insert(3, 0))).hasValue(4);
        assertThat(send("DELETE", path + "none/history", manager(), "").code()).isEqualTo("not_found");
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE,/history",
        "GET,",
        "GET,/update",
        "GET,/text",
        "GET,/versions",
        "GET,/versions/1",
        "POST,/versions",
        "PUT,",
        "DELETE,"
    })
    void refusesWhoeverHasNoGrant(String method, String rest) {
        String whole = rest == null ? path : path + rest;
        String body = method.equals("POST") ? "{\"name\":\"x\"}" : "";
        String elsewhere =
                accessToken("eve", new DocumentPatterns(List.of("other/*"), List.of("other/*"), List.of("other/*")));

        assertThat(send(method, whole, "", body).status()).isEqualTo(401);
        assertThat(send(method, whole, elsewhere, body).code()).isEqualTo("forbidden");
        assertThat(get(path).status()).isEqualTo(200);
    }

    @Test
    void letsNeitherReadersWriteNorWritersDelete() {
        String reader = accessToken("ann", new DocumentPatterns(List.of("notes/*"), List.of(), List.of()));

        assertThat(send("POST", path + "/versions", reader, "{\"name\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(send("PUT", path, reader, "").status()).isEqualTo(403);
        assertThat(send("DELETE", path, writer(), "").status()).isEqualTo(403);
        assertThat(send("DELETE", path + "/history", writer(), "").status()).isEqualTo(403);
        assertThat(send("GET", path, manager(), "").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/documents/..%2F..%2Fetc",
                "/documents/a%2F%2Fb",
                "/documents/a%2F..%2Fb",
                "/documents/a%00b",
                "/documents?limit=0",
                "/documents?limit=101",
                "/documents?limit=many",
                "/documents?prefix=a%00b"
            })
    void saysThatARequestIsMalformed(String request) {
        Answer answer = get(request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"name\":\"\"}", "{\"name\":\"a\\u0000b\"}", "[", "null"})
    void keepsNoVersionWithoutAName(String body) {
        assertThat(send("POST", path + "/versions", writer(), body).code()).isEqualTo("malformed");
        assertThat(get(path + "/versions").json().path("versions")).isEmpty();
    }

    private static String text(Answer answer) {
        return new String(answer.response().body(), StandardCharsets.UTF_8);
    }

    private int editors() {
        return get(path).json().path("editors").asInt();
    }

    private Answer get(String request) {
        return send("GET", request, writer(), "");
    }

    private String writer() {
        return accessToken("ann", new DocumentPatterns(List.of(), List.of(folder + "/*"), List.of()));
    }

    private String manager() {
        return accessToken("admin", new DocumentPatterns(List.of(), List.of(), List.of(folder + "/*")));
    }

    private List<String> names(Answer answer) {
        return answer.json()
                .path("documents")
                .valueStream()
                .map(document -> document.path("document").asText())
                .filter(name -> name.startsWith(folder))
                .toList();
    }

    private static String path(String name) {
        return "/documents/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
