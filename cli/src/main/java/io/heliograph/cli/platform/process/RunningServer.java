package io.heliograph.cli.platform.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server together with the process that it runs as now. */
public final class RunningServer implements AutoCloseable {
    /** After that the process is killed. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(15);

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
            Readiness.await(server, spec, process);
            return new RunningServer(server, process);
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s was starting".formatted(server.name()), e);
        } catch (RuntimeException e) {
            process.kill();
            throw e;
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
