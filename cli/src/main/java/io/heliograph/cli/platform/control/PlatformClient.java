package io.heliograph.cli.platform.control;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.RunFile;
import io.heliograph.cli.platform.RunningPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A running platform as commands see it. Every method throws {@link PlatformProblem} with a sentence for people. */
public final class PlatformClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A start answers when the process is ready. */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(3);

    private final RunningPlatform platform;
    private final ControlSecret secret;
    private final HttpClient http = HttpClient.newHttpClient();

    private PlatformClient(RunningPlatform platform, ControlSecret secret) {
        this.platform = platform;
        this.secret = secret;
    }

    /** The platform that runs on the data folder. */
    public static PlatformClient of(DataFolder data) {
        RunningPlatform platform = new RunFile(data)
                .read()
                .orElseThrow(() -> new PlatformProblem(
                        "No platform runs on %s: start one with ./heliograph up".formatted(data.path())));
        return new PlatformClient(platform, ControlSecret.read(data));
    }

    /** Where everything is. */
    public RunningPlatform platform() {
        return platform;
    }

    /** An access token for each user. */
    public Map<String, String> tokens(TokenRequest request) {
        try {
            String answer = post("/tokens", BodyPublishers.ofString(JSON.writeValueAsString(request)));
            return JSON.readValue(answer, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the token request is no JSON", e);
        }
    }

    /** Returns when the process has ended; it stays down. */
    public void stop(String name, boolean kill) {
        act(name, "stop", kill);
    }

    /** Returns when the process is ready. */
    public void start(String name) {
        act(name, "start", false);
    }

    /** Returns when the new process is ready. */
    public void restart(String name, boolean kill) {
        act(name, "restart", kill);
    }

    private void act(String name, String verb, boolean kill) {
        post("/processes/%s/%s?kill=%b".formatted(name, verb, kill), BodyPublishers.noBody());
    }

    private String post(String path, BodyPublisher body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(platform.control() + path))
                .header("authorization", secret.header())
                .timeout(ANSWER_WITHIN)
                .POST(body)
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new PlatformProblem(
                        JSON.readTree(response.body()).path("detail").asText());
            }
            return response.body();
        } catch (IOException e) {
            throw new PlatformProblem("The platform does not answer at %s: %s".formatted(platform.control(), e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new PlatformProblem("Interrupted");
        }
    }
}
