package io.heliograph.cli.platform.launch;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.FreePorts;
import io.heliograph.cli.platform.PlatformAddresses;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.RunningPlatform;
import io.heliograph.cli.platform.control.ControlSecret;
import io.heliograph.cli.platform.control.ControlServer;
import io.heliograph.cli.platform.demo.DemoSite;
import io.heliograph.cli.platform.demo.GatewayOfDevice;
import io.heliograph.cli.platform.demo.kafka.ConnectionReader;
import io.heliograph.cli.platform.oidc.IssuerServer;
import io.heliograph.cli.platform.oidc.SigningKey;
import io.heliograph.cli.platform.process.ServerProcess;
import io.heliograph.cli.platform.process.Supervisor;
import io.heliograph.cli.platform.proxy.EdgeProxy;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Starts a platform: the issuer, the infrastructure side by side, then the services side by side, at last the proxy and the
 * control address. {@link #stop} ends it in the opposite order and may be called at any time, once, from another thread.
 */
public final class Launcher {
    private final Checkout checkout;
    private final PlatformPlan plan;
    private final DataFolder data;
    private final Progress progress;
    /** What has to be undone, the latest first. */
    private final Deque<Runnable> endings = new ArrayDeque<>();

    private boolean stopping;

    public Launcher(Checkout checkout, PlatformPlan plan, DataFolder data, Progress progress) {
        this.checkout = checkout;
        this.plan = plan;
        this.data = data;
        this.progress = progress;
    }

    /**
     * Blocks until all is ready.
     *
     * @param reset whether to forget what earlier platforms left in the data folder
     * @throws PlatformProblem if it cannot be; {@link #stop} has to be called then, too
     */
    public RunningPlatform start(boolean reset) {
        onStop(DataLock.acquire(data)::close);
        Preconditions.everythingIsBuilt(checkout);
        Preconditions.portsAreFree(plan, FreePorts::isFree);
        if (reset) {
            data.reset();
        }
        data.deleteLogs();

        Vertx vertx = Vertx.vertx();
        onStop(() -> vertx.close().toCompletionStage().toCompletableFuture().join());
        IssuerServer issuer = IssuerServer.start(
                vertx, SigningKey.keptIn(data.issuerKey()), plan.ports().issuer());

        PlatformServers servers = new PlatformServers(checkout, plan, data);
        PlatformRecord record = new PlatformRecord(servers.all(), plan, data, progress);
        Supervisor supervisor = new Supervisor(servers.all(), record);
        onStop(record::withdraw);
        onStop(supervisor::close);
        for (ServerProcess server : servers.infrastructure()) {
            onStop(() -> end(supervisor, List.of(server)));
        }
        start(supervisor, servers.infrastructure());
        onStop(() -> end(supervisor, servers.services()));
        start(supervisor, servers.services());

        EdgeProxy edge = EdgeProxy.start(
                vertx, plan, demo(record, issuer, servers.addresses()), service -> record.isReady(service.name()));
        onStop(edge::close);
        ControlServer control = ControlServer.start(
                vertx,
                new LocalControl(supervisor, record, issuer.signer(), InstantSource.system()),
                ControlSecret.create(data));
        onStop(() -> {
            control.close();
            ControlSecret.delete(data);
        });
        RunningPlatform running = record.publish(describe(servers.addresses(), control));
        progress.say("the demo page is at %s/".formatted(plan.url()));
        return running;
    }

    /** Ends what was started, in order, and returns when nothing of it is left. */
    public synchronized void stop() {
        stopping = true;
        while (!endings.isEmpty()) {
            endings.pop().run();
        }
    }

    private synchronized void onStop(Runnable ending) {
        if (stopping) {
            ending.run();
            throw new PlatformProblem("Stopped while it was starting");
        }
        endings.push(ending);
    }

    private void start(Supervisor supervisor, List<ServerProcess> servers) {
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        CompletableFuture<?>[] starts = servers.stream()
                .map(server -> supervisor
                        .start(server.name())
                        .thenRun(() -> progress.say(server.name() + " is ready"))
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                firstFailure.completeExceptionally(failure);
                            }
                        }))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.anyOf(CompletableFuture.allOf(starts), firstFailure)
                    .join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PlatformProblem(String.valueOf(cause.getMessage()), cause);
        }
    }

    private DemoSite demo(PlatformRecord record, IssuerServer issuer, PlatformAddresses addresses) {
        LocalDemo platform = new LocalDemo(plan, record, issuer.signer(), addresses.kafka());
        onStop(platform::close);
        GatewayOfDevice gateways = new GatewayOfDevice();
        ConnectionReader connections = ConnectionReader.start(
                addresses.kafka(),
                (device, pod) -> plan.ofPod(pod).ifPresent(gateway -> gateways.opened(device, gateway.name())));
        onStop(connections::close);
        return new DemoSite(checkout.demo(), plan.edgePort(), platform, gateways, InstantSource.system());
    }

    private static void end(Supervisor supervisor, List<ServerProcess> servers) {
        CompletableFuture.allOf(servers.stream()
                        .map(server -> supervisor.stop(server.name(), false))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private RunningPlatform describe(PlatformAddresses addresses, ControlServer control) {
        return new RunningPlatform(
                plan.url(),
                control.url(),
                addresses.kafka(),
                addresses.redis(),
                addresses.postgresWithCredentials(),
                addresses.issuer(),
                ProcessHandle.current().pid(),
                List.of());
    }
}
