package io.heliograph.cli.platform.process;

import io.heliograph.cli.platform.ServiceInstance;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A Quarkus service as a child JVM. */
public final class ServiceServer implements ServerProcess {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_WITHIN)
            .build();

    private final ServiceInstance service;
    private final Path folder;
    private final Map<String, String> environment;
    private final Path log;

    /** @param folder {@code target/quarkus-app} of the service's module */
    public ServiceServer(ServiceInstance service, Path folder, Map<String, String> environment, Path log) {
        this.service = service;
        this.folder = folder;
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public void prepare() {
        if (!Files.isRegularFile(jar())) {
            throw new IllegalStateException(
                    "%s is not built: %s is missing. Build it with ./heliograph mvn -pl %s -am package"
                            .formatted(service.name(), jar(), service.kind().module()));
        }
    }

    @Override
    public ProcessSpec spec() {
        return new ProcessSpec(
                service.name(),
                new JavaCommand(service.kind().maxHeapMegabytes())
                        .with("-XX:+UseSerialGC")
                        .quickToStart()
                        .jar(jar()),
                environment,
                folder,
                log,
                Signal.TERM);
    }

    @Override
    public boolean isReady() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service.management() + "/q/health/ready"))
                .timeout(ANSWER_WITHIN)
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void initialise() {
        // A service creates what it owns by itself.
    }

    private Path jar() {
        return folder.resolve("quarkus-run.jar");
    }
}
