package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.log.postgres.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A {@link Pod} in a process of its own, which can be killed. It does not outlive this process. */
final class PodProcess implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final Process process;
    private final String url;

    private PodProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** Returns at once; {@link Starting#ready()} waits. */
    static Starting start(String name, String jdbcUrl, String redisUrl) throws IOException {
        Process process = new ProcessBuilder(List.of(
                        JAVA.toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PodProcess.class.getName(),
                        name,
                        jdbcUrl,
                        redisUrl))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Starting(process);
    }

    record Starting(Process process) {
        private static final String READY = "ready ";

        PodProcess ready() throws IOException {
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            String line = Objects.requireNonNull(output.readLine(), "the process ended");
            while (!line.startsWith(READY)) {
                line = Objects.requireNonNull(output.readLine(), "the process ended");
            }
            return new PodProcess(process, line.substring(READY.length()));
        }
    }

    String url() {
        return url;
    }

    /** SIGKILL; returns when it has ended. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /** Serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        TestDatabase database = new TestDatabase(arguments[1]);
        TokenCodec tokens = new TokenCodec(TwoPods.KEY.getBytes(StandardCharsets.UTF_8));
        Pod pod = new Pod(arguments[0], database.database(), arguments[2], tokens);
        System.out.println(Starting.READY + pod.url());
        while (System.in.read() >= 0) {
            // nothing is said to it
        }
        System.exit(0);
    }
}
