package io.heliograph.notification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.oidc.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** The requests that a user's screens make. */
final class InboxClient implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;
    private final String authorization;

    /** What came back; {@code body} is missing when there was none. */
    record Answer(int status, String contentType, String authenticate, JsonNode body) {}

    InboxClient(URI service, String token) {
        this.service = service;
        this.authorization = token.isEmpty() ? "" : "Bearer " + token;
    }

    static InboxClient of(URI service, TokenSigner signer, String user) {
        return new InboxClient(service, signer.sign(AccessToken.of(user, Instant.now(), Duration.ofMinutes(5))));
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    Answer post(String path) {
        return send(HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()), path);
    }

    Answer post(String path, String json) {
        return send(json("POST", json), path);
    }

    Answer put(String path, String json) {
        return send(json("PUT", json), path);
    }

    private static HttpRequest.Builder json(String method, String json) {
        return HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json));
    }

    Answer delete(String path) {
        return send(HttpRequest.newBuilder().DELETE(), path);
    }

    private Answer send(HttpRequest.Builder request, String path) {
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<String> response =
                    http.send(request.uri(service.resolve(path)).build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("content-type").orElse(""),
                    response.headers().firstValue("www-authenticate").orElse(""),
                    MAPPER.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
