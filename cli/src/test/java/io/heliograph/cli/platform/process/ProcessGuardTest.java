package io.heliograph.cli.platform.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGuardTest {
    private static final int CHILDREN = 3;

    /** Starts children and prints their ids, and then does nothing more. */
    static final class Parent {
        private Parent() {}

        public static void main(String... arguments) throws InterruptedException {
            Path folder = Path.of(arguments[0]);
            for (int child = 0; child < CHILDREN; child++) {
                System.out.println(
                        ChildProcess.start(sleeping("child-" + child, folder)).pid());
            }
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    @Test
    void killsTheChildrenOfAParentThatWasKilled(@TempDir Path folder) throws IOException {
        Process parent = new ProcessBuilder(
                        new JavaCommand(64).quickToStart().main(classPath(), Parent.class.getName(), folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> children;
        try (BufferedReader output = parent.inputReader(StandardCharsets.US_ASCII)) {
            children = output.lines().limit(CHILDREN).map(Long::valueOf).toList();
            assertThat(children).hasSize(CHILDREN).allMatch(ProcessGuardTest::isAlive);

            parent.destroyForcibly();
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(children).noneMatch(ProcessGuardTest::isAlive));
    }

    @Test
    void killsAChildThatWasFrozen(@TempDir Path folder) {
        ChildProcess child = ChildProcess.start(sleeping("frozen", folder));
        Signal.STOP.send(child.pid());

        child.stop(Duration.ofMillis(200));

        assertThat(child.isAlive()).isFalse();
    }

    @Test
    void leavesTheOrderlyEndToTheChild(@TempDir Path folder) {
        ProcessSpec polite = new ProcessSpec(
                "polite",
                List.of("sh", "-c", "trap 'exit 7' TERM; echo ready; while :; do sleep 0.1; done"),
                Map.of(),
                folder,
                folder.resolve("polite.log"),
                Signal.TERM);
        ChildProcess child = ChildProcess.start(polite);
        await().until(() -> !LogTail.of(polite.log(), 1).isEmpty());

        child.stop(Duration.ofSeconds(10));

        assertThat(child.onExit()).isCompletedWithValue(7);
    }

    private static ProcessSpec sleeping(String name, Path folder) {
        return new ProcessSpec(
                name, List.of("sleep", "300"), Map.of(), folder, folder.resolve(name + ".log"), Signal.TERM);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
