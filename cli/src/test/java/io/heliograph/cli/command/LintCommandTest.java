package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LintCommandTest {
    private static final String GOOD = """
            {"specversion":"1.0","id":"1","source":"/shop","type":"io.heliograph.notification.v1","time":"2026-01-01T12:00:00Z",
             "data":{"recipients":["ann"],"title":"On its way"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void saysWhatIsGoodAndForWhichTopic() throws IOException {
        Path file = Files.writeString(folder.resolve("good.json"), GOOD);

        CommandRun run = CommandRun.of("lint", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("good.json: 1 good, for heliograph.notifications");
    }

    @Test
    void saysWhatIsWrongWhereAndHowToMendItInEveryFile() throws IOException {
        Files.writeString(folder.resolve("a.json"), GOOD.replace("[\"ann\"]", "[]"));
        Files.writeString(folder.resolve("b.json"), "[" + GOOD + "," + GOOD.replace("On its way", "") + "]");
        Files.writeString(folder.resolve("c.json"), GOOD);
        Files.writeString(folder.resolve("notes.txt"), "not looked at");

        CommandRun run = CommandRun.of("lint", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "a.json: schema_violation /recipients",
                        "b.json: event 2: schema_violation /title",
                        "c.json: 1 good");
    }

    @Test
    void saysThatThereIsNothing() {
        CommandRun run = CommandRun.of("lint", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("no .json file");
    }
}
