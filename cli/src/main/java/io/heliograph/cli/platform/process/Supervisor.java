package io.heliograph.cli.platform.process;

import io.heliograph.cli.platform.Supervision.Event.EndRequested;
import io.heliograph.cli.platform.Supervision.Event.StartRequested;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps servers running: all start out down, a started one that dies is started again, a stopped one stays down. Safe for
 * concurrent use; one thread handles everything that happens to the servers.
 */
public final class Supervisor implements AutoCloseable {
    private final Map<String, SupervisedServer> servers = new LinkedHashMap<>();
    private final ScheduledExecutorService mailbox = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("supervisor").daemon().factory());

    /** @param listener is called on the supervisor's thread */
    public Supervisor(List<? extends ServerProcess> processes, SupervisorListener listener) {
        processes.forEach(process -> servers.put(process.name(), new SupervisedServer(process, mailbox, listener)));
    }

    public Set<String> names() {
        return Set.copyOf(servers.keySet());
    }

    /** Completes when the server is ready, at once if it is; fails if it ends before. */
    public CompletableFuture<@Nullable Void> start(String name) {
        return post(name, (server, ready) -> server.start(new StartRequested(), ready));
    }

    /** Completes when the server's process has ended. It stays down until somebody starts it. */
    public CompletableFuture<@Nullable Void> stop(String name, boolean kill) {
        return post(name, (server, down) -> server.stop(new EndRequested(kill, false), down));
    }

    /** Completes when the server is ready again, as another process. */
    public CompletableFuture<@Nullable Void> restart(String name, boolean kill) {
        return post(name, (server, ready) -> server.start(new EndRequested(kill, true), ready));
    }

    public List<ServerStatus> statuses() {
        return CompletableFuture.supplyAsync(
                        () -> servers.values().stream()
                                .map(SupervisedServer::status)
                                .toList(),
                        mailbox)
                .join();
    }

    /** Forgets the servers: what still runs is no longer looked after. */
    @Override
    public void close() {
        mailbox.shutdownNow();
    }

    private CompletableFuture<@Nullable Void> post(
            String name, BiConsumer<SupervisedServer, CompletableFuture<@Nullable Void>> request) {
        SupervisedServer server = servers.get(name);
        if (server == null) {
            throw new IllegalArgumentException("no process is named %s".formatted(name));
        }
        CompletableFuture<@Nullable Void> answer = new CompletableFuture<>();
        mailbox.execute(() -> request.accept(server, answer));
        return answer;
    }
}
