package io.heliograph.cli.platform.process;

import io.heliograph.cli.platform.RestartPolicy;
import io.heliograph.cli.platform.RestartPolicy.Decision;
import io.heliograph.cli.platform.Supervision;
import io.heliograph.cli.platform.Supervision.Down;
import io.heliograph.cli.platform.Supervision.Effect;
import io.heliograph.cli.platform.Supervision.Event;
import io.heliograph.cli.platform.Supervision.Event.BecameReady;
import io.heliograph.cli.platform.Supervision.Event.Exited;
import io.heliograph.cli.platform.Supervision.Event.Woken;
import io.heliograph.cli.platform.Supervision.Ready;
import io.heliograph.cli.platform.Supervision.Starting;
import io.heliograph.cli.platform.Supervision.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Carries out what {@link RestartPolicy} decides for one server. Confined to the supervisor's mailbox. */
final class SupervisedServer {
    private final ServerProcess server;
    private final ScheduledExecutorService mailbox;
    private final SupervisorListener listener;
    private final List<CompletableFuture<@Nullable Void>> awaitingReady = new ArrayList<>();
    private final List<CompletableFuture<@Nullable Void>> awaitingDown = new ArrayList<>();
    private Supervision state = new Down();
    private @Nullable ChildProcess child;

    SupervisedServer(ServerProcess server, ScheduledExecutorService mailbox, SupervisorListener listener) {
        this.server = server;
        this.mailbox = mailbox;
        this.listener = listener;
    }

    ServerStatus status() {
        return new ServerStatus(
                server.name(), state, child == null ? OptionalLong.empty() : OptionalLong.of(child.pid()));
    }

    /** Completed when it serves; fails when it ends before that. */
    void start(Event request, CompletableFuture<@Nullable Void> ready) {
        on(request);
        if (state instanceof Ready) {
            ready.complete(null);
            return;
        }
        awaitingReady.add(ready);
    }

    /** Completed when its process has ended. */
    void stop(Event request, CompletableFuture<@Nullable Void> down) {
        on(request);
        if (state instanceof Down) {
            down.complete(null);
            return;
        }
        awaitingDown.add(down);
    }

    private void on(Event event) {
        Decision decision = RestartPolicy.on(state, event, System.nanoTime());
        boolean changed = !decision.next().equals(state);
        state = decision.next();
        decision.effects().forEach(this::perform);
        if (state instanceof Ready) {
            complete(awaitingReady);
        }
        if (changed) {
            listener.changed(status());
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case LAUNCH -> launch();
            case END -> inBackground(running -> running.stop(RunningServer.STOP_WITHIN));
            case KILL -> inBackground(ChildProcess::kill);
            case WAKE -> wakeAfterPause();
        }
    }

    private void wakeAfterPause() {
        ScheduledFuture<?> _ =
                mailbox.schedule(() -> on(new Woken()), RestartPolicy.PAUSE.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void launch() {
        ProcessSpec spec;
        ChildProcess launched;
        try {
            server.prepare();
            spec = server.spec();
            launched = ChildProcess.start(spec);
        } catch (RuntimeException e) {
            mailbox.execute(() -> notLaunched(e));
            return;
        }
        child = launched;
        CompletableFuture<Void> _ = launched.onExit().thenAcceptAsync(status -> exited(spec, status), mailbox);
        Thread.startVirtualThread(() -> awaitReadiness(launched, spec));
    }

    private void awaitReadiness(ChildProcess launched, ProcessSpec spec) {
        try {
            Readiness.await(server, spec, launched);
            mailbox.execute(() -> {
                if (child == launched) {
                    on(new BecameReady());
                }
            });
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            mailbox.execute(() -> {
                if (child == launched) {
                    failWaiting(e);
                }
            });
            launched.kill(); // its end is an event like any other, and has it started again
        }
    }

    private void exited(ProcessSpec spec, int status) {
        boolean untimely = state instanceof Starting;
        child = null;
        on(new Exited());
        complete(awaitingDown);
        if (untimely) {
            failWaiting(ServerFailure.ended(spec, status));
        }
        if (state instanceof Down) {
            failWaiting(new IllegalStateException("%s was stopped".formatted(server.name())));
        }
        if (state instanceof Waiting) {
            listener.died(server.name(), status, spec.log());
        }
    }

    private void notLaunched(RuntimeException cause) {
        on(new Exited());
        failWaiting(cause);
    }

    private void failWaiting(RuntimeException cause) {
        List<CompletableFuture<@Nullable Void>> waiting = List.copyOf(awaitingReady);
        awaitingReady.clear();
        waiting.forEach(future -> future.completeExceptionally(cause));
    }

    private void inBackground(Consumer<ChildProcess> action) {
        ChildProcess running = child;
        if (running != null) {
            Thread.startVirtualThread(() -> action.accept(running));
        }
    }

    private static void complete(List<CompletableFuture<@Nullable Void>> futures) {
        List<CompletableFuture<@Nullable Void>> waiting = List.copyOf(futures);
        futures.clear();
        waiting.forEach(future -> future.complete(null));
    }
}
