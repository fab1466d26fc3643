package io.heliograph.cli.platform.process;

import java.time.Duration;

/** Waits until a server that was just started serves. */
final class Readiness {
    /** Enough for the slowest server on a machine that compiles at the same time. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private Readiness() {}

    /**
     * Returns when the server serves and holds what others rely on. Blocks.
     *
     * @throws ServerFailure if the process ended or the server was not ready in time
     */
    static void await(ServerProcess server, ProcessSpec spec, ChildProcess process) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
        while (!server.isReady()) {
            if (!process.isAlive()) {
                throw ServerFailure.ended(spec, process.onExit().join());
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw ServerFailure.silent(spec, LIMIT);
            }
            Thread.sleep(PAUSE);
        }
        server.initialise();
    }
}
