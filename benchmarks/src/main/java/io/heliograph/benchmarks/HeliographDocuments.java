package io.heliograph.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The processes of document-service of the running platform. */
final class HeliographDocuments implements DocumentServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern MERGES =
            Pattern.compile("heliograph_document_cache_total\\{result=\"miss\"\\} ([0-9.E+]+)");
    private static final Duration TOKENS_LAST = Duration.ofMinutes(4);
    private static final List<String> STORAGE = List.of("postgres", "redis");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Target platform;
    private final List<RunningProcess> processes;

    HeliographDocuments(Target platform) {
        this.platform = platform;
        this.processes = platform.processes("document-service");
        if (processes.isEmpty()) {
            throw new IllegalStateException("the platform has no document-service: start it with --documents 2");
        }
    }

    @Override
    public String name() {
        return "heliograph, %d process%s".formatted(processes.size(), processes.size() == 1 ? "" : "es");
    }

    @Override
    public List<String> urls() {
        return processes.stream().map(process -> "ws://" + address(process)).toList();
    }

    @Override
    public Map<String, String> tokens(String document, List<String> users) {
        Map<String, String> tokens = new LinkedHashMap<>();
        platform.writers(users, document)
                .forEach((user, accessToken) -> tokens.put(user, token(document, accessToken)));
        return tokens;
    }

    private String token(String document, String accessToken) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + address(processes.getFirst()) + "/documents/tokens"))
                .header("Authorization", "Bearer " + accessToken)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.createObjectNode()
                        .put("document", document)
                        .put("access", "write")
                        .toString()))
                .build();
        try {
            JsonNode answer = JSON.readTree(send(request));
            Instant expiresAt = Instant.parse(answer.path("expiresAt").asText());
            if (expiresAt.isBefore(Instant.now().plus(TOKENS_LAST))) {
                throw new IllegalStateException("tokens must last %s, set DOCUMENT_TOKEN_TTL".formatted(TOKENS_LAST));
            }
            return answer.path("token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public double cpuSeconds() {
        return processes.stream()
                .mapToDouble(process -> platform.meter(process.name()).cpuSeconds())
                .sum();
    }

    @Override
    public double storageCpuSeconds() {
        return STORAGE.stream()
                .mapToDouble(process -> platform.meter(process).treeCpuSeconds())
                .sum();
    }

    @Override
    public long residentBytes() {
        return processes.stream()
                .mapToLong(process -> platform.meter(process.name()).residentBytes())
                .sum();
    }

    @Override
    public OptionalLong merges() {
        return OptionalLong.of(processes.stream().mapToLong(this::merges).sum());
    }

    private long merges(RunningProcess process) {
        Matcher matcher = MERGES.matcher(send(HttpRequest.newBuilder(URI.create(process.management() + "/q/metrics"))
                .build()));
        return matcher.find() ? (long) Double.parseDouble(matcher.group(1)) : 0;
    }

    @Override
    public boolean tellsSaved() {
        return true;
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(
                        "%s answered %d: %s".formatted(request.uri(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String address(RunningProcess process) {
        return URI.create(Objects.requireNonNull(process.http(), process.name() + " has no address"))
                .getAuthority();
    }

    @Override
    public void close() {
        // The platform is not ours to end.
    }
}
