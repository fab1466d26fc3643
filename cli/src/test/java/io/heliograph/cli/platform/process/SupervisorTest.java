package io.heliograph.cli.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.heliograph.cli.platform.Supervision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String NAME = "server";

    private final List<String> deaths = new CopyOnWriteArrayList<>();
    private Path folder;
    private Supervisor supervisor;

    @BeforeEach
    void create(@TempDir Path temporary) {
        folder = temporary;
        supervisor = supervisorOf("echo up; exec sleep 300");
    }

    @AfterEach
    void end() {
        supervisor.stop(NAME, true).orTimeout(20, TimeUnit.SECONDS).join();
        supervisor.close();
    }

    @Test
    void startsAServerThatIsReadyThen() {
        supervisor.start(NAME).join();

        assertThat(state()).isInstanceOf(Supervision.Ready.class);
        assertThat(pid()).isPresent();
    }

    @Test
    void startsAnotherProcessAfterOneDied() {
        supervisor.start(NAME).join();
        OptionalLong first = pid();

        Signal.KILL.send(first.orElseThrow());

        await().atMost(LIMIT).until(() -> state() instanceof Supervision.Ready && !pid().equals(first));
        assertThat(deaths).containsExactly("server 137");
    }

    @Test
    void keepsAStoppedServerDown() {
        supervisor.start(NAME).join();

        supervisor.stop(NAME, false).join();

        assertThat(state()).isEqualTo(new Supervision.Down());
        assertThat(pid()).isEmpty();
        assertThat(deaths).isEmpty();
    }

    @Test
    void stopsAServerThatIsFrozenByKillingIt() {
        supervisor.start(NAME).join();
        Signal.STOP.send(pid().orElseThrow());

        supervisor.stop(NAME, true).join();

        assertThat(pid()).isEmpty();
    }

    @Test
    void restartsWithAnotherProcess() {
        supervisor.start(NAME).join();
        OptionalLong first = pid();

        supervisor.restart(NAME, false).join();

        assertThat(state()).isInstanceOf(Supervision.Ready.class);
        assertThat(pid()).isPresent().isNotEqualTo(first);
    }

    @Test
    void startingAReadyServerChangesNothing() {
        supervisor.start(NAME).join();
        OptionalLong first = pid();

        supervisor.start(NAME).join();

        assertThat(pid()).isEqualTo(first);
    }

    @Test
    void tellsWhyAServerDidNotStart() {
        supervisor.close();
        supervisor = supervisorOf("echo the port is taken; exit 3");

        CompletableFuture<?> start = supervisor.start(NAME);

        assertThat(start)
                .failsWithin(LIMIT)
                .withThrowableThat()
                .withMessageContaining("server ended with status 3 before it was ready. Its log is " + log())
                .withMessageContaining("which ends with:\n  the port is taken");
    }

    @Test
    void refusesANameItDoesNotKnow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> supervisor.start("nobody"))
                .withMessage("no process is named nobody");
    }

    private Supervisor supervisorOf(String script) {
        return new Supervisor(List.of(new Script(script)), new SupervisorListener() {
            @Override
            public void changed(ServerStatus status) {}

            @Override
            public void died(String name, int exitStatus, Path log) {
                deaths.add(name + " " + exitStatus);
            }
        });
    }

    private Supervision state() {
        return supervisor.statuses().getFirst().state();
    }

    private OptionalLong pid() {
        return supervisor.statuses().getFirst().pid();
    }

    private Path log() {
        return folder.resolve("server.log");
    }

    /** A shell script that is ready when it has written {@code up} to its log. */
    private final class Script implements ServerProcess {
        private final String script;

        Script(String script) {
            this.script = script;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public void prepare() {
            try {
                Files.deleteIfExists(log());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public ProcessSpec spec() {
            return new ProcessSpec(NAME, List.of("sh", "-c", script), Map.of(), folder, log(), Signal.TERM);
        }

        @Override
        public boolean isReady() {
            return LogTail.of(log(), 1).contains("up");
        }

        @Override
        public void initialise() {}
    }
}
