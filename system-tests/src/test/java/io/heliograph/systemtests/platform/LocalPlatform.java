package io.heliograph.systemtests.platform;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.heliograph.cli.Main;
import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.RunFile;
import io.heliograph.cli.platform.RunningPlatform;
import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import io.heliograph.cli.platform.control.PlatformClient;
import io.heliograph.cli.platform.control.TokenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A platform started for a test as {@code heliograph up} starts it, on free ports and with a data folder of its own. */
public final class LocalPlatform implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(4);
    private static final Duration COMES_BACK_WITHIN = Duration.ofSeconds(60);

    private final Process launcher;
    private final DataFolder data;
    private final RunFile runFile;

    private LocalPlatform(Process launcher, DataFolder data) {
        this.launcher = launcher;
        this.data = data;
        this.runFile = new RunFile(data);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(launcher::destroy)); // a test run that is cancelled leaves nothing behind
    }

    /** Starts it and waits until everything is ready. What it prints is in {@code launcher.log} beside the data folder. */
    public static LocalPlatform start(Path data, String... options) {
        Path folder = data.toAbsolutePath(); // the launcher works in the checkout's root, not in the module
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--free-ports",
                "--data",
                folder.toString()));
        command.addAll(List.of(options));
        Path output = folder.resolveSibling(folder.getFileName() + "-launcher.log");
        try {
            Files.createDirectories(folder);
            Process launcher = new ProcessBuilder(command)
                    .directory(Checkout.find().root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            var platform = new LocalPlatform(launcher, new DataFolder(folder));
            platform.awaitRunning(output);
            return platform;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitRunning(Path output) {
        await("platform of " + data.path())
                .atMost(STARTS_WITHIN)
                .until(() -> runFile.read().isPresent() || !launcher.isAlive());
        if (!launcher.isAlive()) {
            throw new IllegalStateException("the platform did not start, see " + output);
        }
    }

    public RunningPlatform now() {
        return runFile.read().orElseThrow(() -> new IllegalStateException("the platform has ended"));
    }

    public PlatformClient client() {
        return PlatformClient.of(data);
    }

    public Map<String, String> tokens(List<String> users) {
        return client().tokens(new TokenRequest(
                users,
                Duration.ofHours(2).toSeconds(),
                List.of("room:*", "presence:*", "document:*"),
                List.of("room:*"),
                List.of("/*")));
    }

    public RunningProcess process(String name) {
        return now().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no process " + name));
    }

    public long pid(String name) {
        return Objects.requireNonNull(process(name).pid(), name + " is down");
    }

    /** Ends a process at once, as the kernel would; the launcher starts it again. Returns when the new one is ready. */
    public void killAndAwaitRestart(String name) {
        long pid = pid(name);
        kill(name);
        awaitOtherThan(name, pid);
    }

    /** Ends a process at once; the launcher starts it again two seconds later. */
    public void kill(String name) {
        signal("KILL", name);
    }

    /** Returns when the process is ready and is another one than {@code pid}. */
    public void awaitOtherThan(String name, long pid) {
        await(name + " to be started again").atMost(COMES_BACK_WITHIN).until(() -> {
            RunningProcess process = process(name);
            return process.pid() != null
                    && process.pid() != pid
                    && process.state().equals("ready");
        });
    }

    public void pause(String name) {
        signal("STOP", name);
    }

    public void resume(String name) {
        signal("CONT", name);
    }

    public Metrics metrics(String name) {
        return Metrics.read(Objects.requireNonNull(process(name).management(), name + " has no metrics"));
    }

    /** A connection of its own, which the caller closes. */
    public Connection database() throws SQLException {
        return DriverManager.getConnection(now().jdbcUrl());
    }

    private void signal(String signal, String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid(name))).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("kill -" + signal + " of " + name + " failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(60, SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            launcher.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
