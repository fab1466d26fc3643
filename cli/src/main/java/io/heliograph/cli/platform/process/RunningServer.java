package io.heliograph.cli.platform.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server together with the process that it runs as now. */
public final class RunningServer implements AutoCloseable {
    /** Enough for the slowest server on a machine that compiles at the same time. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ServerProcess server;
    private final ChildProcess process;

    private RunningServer(ServerProcess server, ChildProcess process) {
        this.server = server;
        this.process = process;
    }

    /**
     * Starts the server and waits until it serves and holds what others rely on. Blocks.
     *
     * @throws ServerFailure if it ended, or was not ready in time; it does not run then
     */
    public static RunningServer start(ServerProcess server) {
        server.prepare();
        ProcessSpec spec = server.spec();
        ChildProcess process = ChildProcess.start(spec);
        try {
            awaitReady(server, spec, process);
            server.initialise();
            return new RunningServer(server, process);
        } catch (RuntimeException | InterruptedException e) {
            process.kill();
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while %s was starting".formatted(server.name()), e);
            }
            throw (RuntimeException) e;
        }
    }

    private static void awaitReady(ServerProcess server, ProcessSpec spec, ChildProcess process)
            throws InterruptedException {
        long deadlineNanos = System.nanoTime() + READY_WITHIN.toNanos();
        while (!server.isReady()) {
            if (!process.isAlive()) {
                throw ServerFailure.ended(spec, process.onExit().join());
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw ServerFailure.silent(spec, READY_WITHIN);
            }
            Thread.sleep(PAUSE);
        }
    }

    public ServerProcess server() {
        return server;
    }

    public long pid() {
        return process.pid();
    }

    public CompletableFuture<Integer> onExit() {
        return process.onExit();
    }

    /** Sends a signal, for example {@link Signal#STOP} to see how the others bear a server that hangs. */
    public void signal(Signal signal) {
        signal.send(pid());
    }

    /** SIGKILL; returns when the process has ended. */
    public void kill() {
        process.kill();
        process.onExit().join();
    }

    /** Ends it in an orderly way, or by force after 15 seconds. */
    @Override
    public void close() {
        process.stop(STOP_WITHIN);
    }
}
