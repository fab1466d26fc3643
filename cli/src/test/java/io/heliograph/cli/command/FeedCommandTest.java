package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedCommandTest {
    private static final String ACTIVITY =
            "{\"id\":\"a1\",\"time\":\"2026-01-01T12:00:00Z\",\"actor\":{\"id\":\"bob\"},\"verb\":\"commented\",\"object\":{\"type\":\"document\",\"id\":\"plan\",\"title\":\"Plan\"}}";

    @Test
    void showsTheActivitiesOfAFeed(@TempDir Path folder) throws IOException {
        try (var platform = new StandInPlatform(folder, 200, "{\"items\":[" + ACTIVITY + "]}")) {
            CommandRun run = CommandRun.of("feed", "show", "team 7", "--data", folder.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .isEqualToIgnoringNewLines("2026-01-01T12:00:00Z a1 bob commented document:plan \"Plan\"");
            assertThat(platform.requests()).containsExactly("GET /feeds/team%207/activities?limit=20");
        }
    }

    @Test
    void showsATimelineAndWhatIsUnseenOfIt(@TempDir Path folder) throws IOException {
        try (var platform =
                new StandInPlatform(folder, 200, "{\"items\":[" + ACTIVITY + "],\"unseen\":{\"unseen\":1}}")) {
            CommandRun run = CommandRun.of(
                    "feed", "show", "--timeline", "--user", "ann", "--limit", "5", "--data", folder.toString());

            assertThat(run.out()).contains("a1 bob commented").contains("1 unseen");
            assertThat(platform.requests()).containsExactly("GET /timeline?limit=5");
        }
    }

    @Test
    void followsAndUnfollows(@TempDir Path folder) throws IOException {
        try (var platform = new StandInPlatform(folder, 204, "")) {
            CommandRun follow = CommandRun.of("feed", "follow", "team-7", "--user", "ann", "--data", folder.toString());
            CommandRun unfollow =
                    CommandRun.of("feed", "unfollow", "team-7", "--user", "ann", "--data", folder.toString());

            assertThat(follow.out()).isEqualToIgnoringNewLines("ann follows team-7");
            assertThat(unfollow.out()).isEqualToIgnoringNewLines("ann no longer follows team-7");
            assertThat(platform.requests())
                    .containsExactly("PUT /feeds/team-7/followers/ann", "DELETE /feeds/team-7/followers/ann");
        }
    }

    @Test
    void saysWhatThePlatformRefused(@TempDir Path folder) throws IOException {
        try (var _ = new StandInPlatform(
                folder, 403, "{\"code\":\"forbidden\",\"detail\":\"a grant to subscribe is needed\"}")) {
            CommandRun run = CommandRun.of("feed", "follow", "team-7", "--user", "ann", "--data", folder.toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("answered 403: forbidden a grant to subscribe is needed");
        }
    }

    @Test
    void saysWhatIsRequiredAndWhatItFound() {
        assertThat(CommandRun.of("feed").err()).contains("Say show, follow or unfollow");
        assertThat(CommandRun.of("feed", "show").err()).contains("Say which FEED, or --timeline --user USER");
        assertThat(CommandRun.of("feed", "show", "--timeline").err()).contains("--timeline needs --user USER");
        assertThat(CommandRun.of("feed", "show", "team-7", "--limit", "101").err())
                .contains("--limit must be 1 to 100, is 101");
        assertThat(CommandRun.of("feed", "follow", "team-7").err()).contains("--user");
    }
}
