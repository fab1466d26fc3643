package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.control.PlatformClient;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.cli.platform.oidc.DocumentPatterns;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Asks the running platform something over HTTP, or tells it, as one of its users. */
final class PlatformQuestion {
    /** Who asks in nobody's name. */
    static final String ASKING = "heliograph-cli";

    private static final long TOKEN_TTL_SECONDS = 300;
    /** The hundreds of a status that says yes. */
    private static final int SUCCESS = 2;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private PlatformQuestion() {}

    /**
     * @param path with its query, encoded
     * @param subscribe the channels that the user may see, besides their own
     */
    static JsonNode get(DataFolder folder, String user, List<String> subscribe, String path) {
        return send("GET", folder, user, subscribe, path);
    }

    /** @param path of something of the user's own */
    static JsonNode put(DataFolder folder, String user, String path, JsonNode body) {
        return json(exchange("PUT", folder, token(user, List.of()), path, BodyPublishers.ofString(body.toString())));
    }

    /** A part of a path, or a value in a query, encoded. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * @param method one without a body
     * @return the answer's JSON; missing when it has none
     */
    static JsonNode send(String method, DataFolder folder, String user, List<String> subscribe, String path) {
        return json(exchange(method, folder, token(user, subscribe), path, BodyPublishers.noBody()));
    }

    /** @param path of something that those may see who write in documents: their history, too */
    static byte[] askDocuments(DataFolder folder, String path) {
        var asking = new TokenRequest(
                List.of(ASKING),
                TOKEN_TTL_SECONDS,
                List.of(),
                List.of(),
                List.of(),
                new DocumentPatterns(List.of(), List.of("*"), List.of()));
        return exchange("GET", folder, asking, path, BodyPublishers.noBody());
    }

    static JsonNode json(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException e) {
            throw new PlatformProblem("The answer is no JSON: %s".formatted(e), e);
        }
    }

    private static TokenRequest token(String user, List<String> subscribe) {
        return new TokenRequest(List.of(user), TOKEN_TTL_SECONDS, subscribe, List.of(), List.of());
    }

    private static byte[] exchange(
            String method, DataFolder folder, TokenRequest asking, String path, BodyPublisher body) {
        PlatformClient platform = PlatformClient.of(folder);
        String token = platform.tokens(asking).get(asking.users().getFirst());
        URI uri = URI.create(platform.platform().url() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("authorization", "Bearer " + Objects.requireNonNull(token, "the issuer gives one per user"))
                .header("content-type", "application/json")
                .method(method, body)
                .timeout(TIMEOUT)
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != SUCCESS) {
                throw new PlatformProblem(
                        "%s answered %d: %s".formatted(uri, answer.statusCode(), hint(answer.body())));
            }
            return answer.body();
        } catch (IOException e) {
            throw new PlatformProblem("%s cannot be asked: %s".formatted(uri, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformProblem("Interrupted before the platform had answered", e);
        }
    }

    /** What a problem (RFC 9457) says, or nothing. */
    private static String hint(byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return "%s %s"
                    .formatted(
                            problem.path("code").asText(),
                            problem.path("detail").asText())
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }
}
