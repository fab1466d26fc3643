package io.heliograph.cli.platform.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running child of this process. It does not outlive this process, even if that is killed. Safe for concurrent use. */
public final class ChildProcess {
    private final Process process;
    private final Signal stopSignal;
    private final CompletableFuture<Integer> exit;

    private ChildProcess(Process process, Signal stopSignal, CompletableFuture<Integer> exit) {
        this.process = process;
        this.stopSignal = stopSignal;
        this.exit = exit;
    }

    /** @throws UncheckedIOException if the program cannot be run or its log cannot be written */
    public static ChildProcess start(ProcessSpec spec) {
        ProcessGuard guard = ProcessGuard.ofThisProcess();
        try {
            Files.createDirectories(spec.directory());
            Files.createDirectories(spec.log().toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(OwnSession.of(spec.command()))
                    .directory(spec.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            Process process = builder.start();
            guard.watch(process.pid());
            CompletableFuture<Integer> exit = process.onExit().thenApply(ended -> {
                guard.forget(ended.pid());
                return ended.exitValue();
            });
            return new ChildProcess(process, spec.stopSignal(), exit);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be started".formatted(spec.name()), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit status: 128 plus the signal's number if a signal ended it. */
    public CompletableFuture<Integer> onExit() {
        return exit.copy();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Asks it to end, and kills it when it is still there after the grace period. Returns when it has ended. */
    public void stop(Duration grace) {
        stopSignal.send(pid());
        try {
            exit.get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            process.destroyForcibly();
            exit.join();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("process %d ended, but its end was not recorded".formatted(pid()), e);
        }
    }
}
