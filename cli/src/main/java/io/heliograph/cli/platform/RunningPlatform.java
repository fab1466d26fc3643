package io.heliograph.cli.platform;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A platform as others find it: the content of {@code run.json}. It is there from the moment when all is ready until the
 * platform ends.
 *
 * @param url where clients connect
 * @param control where processes are stopped and started, with the secret of the data folder
 * @param kafka {@code host:port}
 * @param redis a {@code redis://} URL
 * @param postgres a {@code postgresql://} URL with user and password
 * @param issuer the URL that tokens name as their issuer
 * @param launcher the process id of {@code heliograph up}
 */
public record RunningPlatform(
        String url,
        String control,
        String kafka,
        String redis,
        String postgres,
        String issuer,
        long launcher,
        List<RunningProcess> processes) {
    public RunningPlatform {
        processes = List.copyOf(processes);
    }

    /**
     * A process of the platform.
     *
     * @param state what it is doing: down, starting, ready, ending or waiting (to be started again)
     * @param pid absent while it has no process
     * @param http absent for infrastructure
     * @param management absent for infrastructure
     */
    public record RunningProcess(
            String name,
            String state,
            @Nullable Long pid,
            @Nullable String http,
            @Nullable String management,
            String log) {}

    /** {@link #postgres} as JDBC wants it. */
    public String jdbcUrl() {
        URI url = URI.create(postgres);
        String[] credentials = url.getUserInfo().split(":", 2);
        return "jdbc:postgresql://%s:%d%s?user=%s&password=%s"
                .formatted(url.getHost(), url.getPort(), url.getPath(), credentials[0], credentials[1]);
    }

    public RunningPlatform with(List<RunningProcess> changed) {
        return new RunningPlatform(url, control, kafka, redis, postgres, issuer, launcher, changed);
    }
}
