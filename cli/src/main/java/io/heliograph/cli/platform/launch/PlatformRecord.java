package io.heliograph.cli.platform.launch;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.RestartPolicy;
import io.heliograph.cli.platform.RunFile;
import io.heliograph.cli.platform.RunningPlatform;
import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import io.heliograph.cli.platform.ServiceInstance;
import io.heliograph.cli.platform.Supervision;
import io.heliograph.cli.platform.process.ServerProcess;
import io.heliograph.cli.platform.process.ServerStatus;
import io.heliograph.cli.platform.process.SupervisorListener;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What all servers are doing, as told by the supervisor; once it is published, {@code run.json} says the same at any time.
 * Safe for concurrent use.
 */
final class PlatformRecord implements SupervisorListener {
    private final Map<String, ServerStatus> statuses = new LinkedHashMap<>();
    private final PlatformPlan plan;
    private final DataFolder data;
    private final RunFile file;
    private final Progress progress;
    private @Nullable RunningPlatform published;

    PlatformRecord(List<ServerProcess> servers, PlatformPlan plan, DataFolder data, Progress progress) {
        this.plan = plan;
        this.data = data;
        this.progress = progress;
        file = new RunFile(data);
        servers.forEach(server -> statuses.put(
                server.name(), new ServerStatus(server.name(), new Supervision.Down(), OptionalLong.empty())));
    }

    @Override
    public synchronized void changed(ServerStatus status) {
        statuses.put(status.name(), status);
        if (published != null) {
            write(published);
        }
    }

    /** Says so only of a platform that was ready once: a start that fails has its own message. */
    @Override
    public synchronized void died(String name, int exitStatus, Path log) {
        if (published == null) {
            return;
        }
        progress.say("%s ended with status %d; starting it again in %d s. Its log: %s"
                .formatted(name, exitStatus, RestartPolicy.PAUSE.toSeconds(), log));
    }

    /** Writes {@code run.json}, and from now on whenever something changes. */
    synchronized RunningPlatform publish(RunningPlatform platform) {
        published = platform;
        return write(platform);
    }

    synchronized void withdraw() {
        published = null;
        file.delete();
    }

    synchronized boolean isReady(String name) {
        ServerStatus status = statuses.get(name);
        return status != null && status.state() instanceof Supervision.Ready;
    }

    /** Absent while the server has no process. */
    synchronized OptionalLong pid(String name) {
        ServerStatus status = statuses.get(name);
        return status == null ? OptionalLong.empty() : status.pid();
    }

    synchronized List<RunningProcess> processes() {
        return statuses.values().stream().map(this::describe).toList();
    }

    private RunningPlatform write(RunningPlatform platform) {
        RunningPlatform current = platform.with(processes());
        file.write(current);
        return current;
    }

    private RunningProcess describe(ServerStatus status) {
        Optional<ServiceInstance> service = plan.services().stream()
                .filter(candidate -> candidate.name().equals(status.name()))
                .findFirst();
        return new RunningProcess(
                status.name(),
                status.state().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                status.pid().isPresent() ? status.pid().getAsLong() : null,
                service.map(ServiceInstance::http).orElse(null),
                service.map(ServiceInstance::management).orElse(null),
                data.logOf(status.name()).toString());
    }
}
