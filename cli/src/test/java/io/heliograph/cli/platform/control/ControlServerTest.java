package io.heliograph.cli.platform.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.RunFile;
import io.heliograph.cli.platform.RunningPlatform;
import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private DataFolder data;
    private ControlServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        data = new DataFolder(folder);
        server = ControlServer.start(vertx, new RecordingControl(), ControlSecret.create(data));
        new RunFile(data)
                .write(new RunningPlatform(
                        "",
                        server.url(),
                        "",
                        "",
                        "",
                        "",
                        ProcessHandle.current().pid(),
                        List.of()));
    }

    @AfterEach
    void stop() {
        server.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        http.close();
    }

    @Test
    void stopsStartsAndRestartsByName() {
        PlatformClient client = PlatformClient.of(data);

        client.stop("redis", true);
        client.start("redis");
        client.restart("gateway-1", false);

        assertThat(calls).containsExactly("stop redis true", "start redis", "restart gateway-1 false");
    }

    @Test
    void listsTheNamesThereAreForOneItDoesNotKnow() {
        PlatformClient client = PlatformClient.of(data);

        assertThatThrownBy(() -> client.stop("gateway-9", false))
                .isInstanceOf(PlatformProblem.class)
                .hasMessage("No process is named gateway-9; there are broken, gateway-1, redis");
        assertThat(calls).isEmpty();
    }

    @Test
    void tellsWhyAStartFailed() {
        PlatformClient client = PlatformClient.of(data);

        assertThatThrownBy(() -> client.start("broken"))
                .isInstanceOf(PlatformProblem.class)
                .hasMessage("broken ended with status 1");
    }

    @Test
    void givesATokenForEachUser() {
        var request = new TokenRequest(List.of("bob", "ann"), 60, List.of("room:*"), List.of(), List.of());

        var tokens = PlatformClient.of(data).tokens(request);

        assertThat(tokens).containsExactly(Map.entry("bob", "token of bob"), Map.entry("ann", "token of ann"));
    }

    @Test
    void listsTheProcesses() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/processes"))
                .header("authorization", ControlSecret.read(data).header())
                .build();

        var response = http.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"name\":\"redis\"", "\"pid\":7", "\"state\":\"ready\"");
    }

    @Test
    void refusesWhoeverDoesNotKnowTheSecret() throws Exception {
        for (String authorization :
                List.of("", "Bearer guessed", ControlSecret.read(data).value())) {
            var request = HttpRequest.newBuilder(URI.create(server.url() + "/processes/redis/stop"))
                    .header("authorization", authorization)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();

            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(401);
        }
        assertThat(calls).isEmpty();
    }

    @Test
    void refusesATokenRequestThatIsNone() throws Exception {
        for (String body : List.of("", "[]", "{\"users\":[]}", "{\"users\":[\"ann\"],\"ttlSeconds\":0}")) {
            var request = HttpRequest.newBuilder(URI.create(server.url() + "/tokens"))
                    .header("authorization", ControlSecret.read(data).header())
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();

            assertThat(http.send(request, BodyHandlers.discarding()).statusCode())
                    .as(body)
                    .isEqualTo(400);
        }
    }

    @Test
    void leavesTheSecretToTheOwnerOfTheDataFolder() throws Exception {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.path().resolve("control-secret"))))
                .isEqualTo("rw-------");
        assertThat(ControlSecret.read(data).toString()).isEqualTo("ControlSecret[redacted]");
    }

    @Test
    void saysThatNoPlatformRuns(@TempDir Path empty) {
        assertThatThrownBy(() -> PlatformClient.of(new DataFolder(empty)))
                .isInstanceOf(PlatformProblem.class)
                .hasMessage("No platform runs on %s: start one with ./heliograph up", empty);
    }

    private final class RecordingControl implements PlatformControl {
        @Override
        public SortedSet<String> names() {
            return new TreeSet<>(List.of("redis", "gateway-1", "broken"));
        }

        @Override
        public List<RunningProcess> processes() {
            return List.of(new RunningProcess("redis", "ready", 7L, null, null, "/redis.log"));
        }

        @Override
        public CompletionStage<@Nullable Void> stop(String name, boolean kill) {
            calls.add("stop %s %b".formatted(name, kill));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<@Nullable Void> start(String name) {
            if (name.equals("broken")) {
                return CompletableFuture.failedFuture(new IllegalStateException("broken ended with status 1"));
            }
            calls.add("start " + name);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<@Nullable Void> restart(String name, boolean kill) {
            calls.add("restart %s %b".formatted(name, kill));
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public Map<String, String> tokens(TokenRequest request) {
            Map<String, String> tokens = new LinkedHashMap<>();
            request.users().forEach(user -> tokens.put(user, "token of " + user));
            return tokens;
        }
    }
}
