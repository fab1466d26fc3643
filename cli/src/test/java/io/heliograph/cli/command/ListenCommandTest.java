package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenCommandTest {
    @Test
    void saysInASentenceThatNoPlatformRuns(@TempDir Path folder) {
        CommandRun run = CommandRun.of("listen", "--user", "ann", "--data", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("No platform runs on %s: start one with ./heliograph up".formatted(folder));
    }

    @Test
    void refusesWhatIsNotAChannelOrAPosition() {
        CommandRun channel = CommandRun.of("listen", "--user", "ann", "--channel", "no channel");
        CommandRun position = CommandRun.of("listen", "--user", "ann", "--since", "yesterday");
        CommandRun several = CommandRun.of(
                "listen", "--user", "ann", "--channel", "room:1", "--channel", "room:2", "--since", "e7.18");

        assertThat(channel.exitCode()).isEqualTo(2);
        assertThat(channel.err()).contains("channel must be kind:id", "'no channel'");
        assertThat(position.exitCode()).isEqualTo(2);
        assertThat(position.err()).contains("a position is 'beginning', 0 or like e7.18, and not 'yesterday'");
        assertThat(several.exitCode()).isEqualTo(2);
        assertThat(several.err()).contains("--since POSITION is about one channel");
    }
}
