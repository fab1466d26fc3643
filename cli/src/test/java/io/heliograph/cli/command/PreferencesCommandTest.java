package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreferencesCommandTest {
    private static final String PREFERENCES = """
            {"timeZone":"Europe/Berlin","quietHours":{"from":"22:00","to":"07:00"},
             "categories":{"orders":{"push":false}},
             "effective":[
               {"category":"orders","title":"Orders","required":false,"channels":{"in-app":true,"push":false}},
               {"category":"default","title":"Other","required":true,"channels":{"in-app":true,"push":true}}]}""";

    @TempDir
    private Path folder;

    @Test
    void showsWhatHoldsAndWhatOfItWasChosen() throws IOException {
        try (var platform = new StandInPlatform(folder, 200, PREFERENCES)) {
            CommandRun run = preferences();

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines())
                    .containsExactly(
                            "quiet hours: 22:00 to 07:00 in Europe/Berlin",
                            "orders: in-app on, push off (chosen)",
                            "default: in-app on, push on; cannot be switched off");
            assertThat(platform.requests()).containsExactly("GET /notifications/preferences");
        }
    }

    @Test
    void changesOneChoiceAndLeavesTheOthers() throws IOException {
        assertThat(sent("--category", "default", "--channel", "push=off,in-app=on"))
                .isEqualTo("""
                        {"timeZone":"Europe/Berlin","quietHours":{"from":"22:00","to":"07:00"},\
                        "categories":{"orders":{"push":false},"default":{"in-app":true,"push":false}}}""");
    }

    @Test
    void takesAChoiceBack() throws IOException {
        assertThat(sent("--category", "orders", "--channel", "push=default"))
                .contains("\"categories\":{\"orders\":{}}");
    }

    @Test
    void changesQuietHoursAndTheirZone() throws IOException {
        assertThat(sent("--quiet", "21:30-06:00", "--zone", "Asia/Tokyo")).isEqualTo("""
                        {"timeZone":"Asia/Tokyo","quietHours":{"from":"21:30","to":"06:00"},\
                        "categories":{"orders":{"push":false}}}""");
        assertThat(sent("--quiet", "off")).isEqualTo("""
                        {"timeZone":"Europe/Berlin","categories":{"orders":{"push":false}}}""");
    }

    @Test
    void printsWhatThePlatformAnswersAsJson() throws IOException {
        try (var _ = new StandInPlatform(folder, 200, PREFERENCES)) {
            assertThat(preferences("--json").out())
                    .startsWith("{\"timeZone\":\"Europe/Berlin\"")
                    .hasLineCount(1);
        }
    }

    @Test
    void saysWhatIsRequiredAndWhatItFound() {
        assertThat(preferences("--channel", "push=off").err()).contains("--category and --channel go together");
        assertThat(preferences("--category", "orders").err()).contains("--category and --channel go together");
        assertThat(preferences("--category", "orders", "--channel", "push=maybe")
                        .err())
                .contains("maybe");
        assertThat(preferences("--quiet", "at night").err())
                .contains("--quiet must be as 22:00-07:00, or off, is at night");
    }

    /** What the platform is told. */
    private String sent(String... options) throws IOException {
        try (var platform = new StandInPlatform(folder, 200, PREFERENCES)) {
            CommandRun run = preferences(options);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(platform.requests())
                    .containsExactly("GET /notifications/preferences", "PUT /notifications/preferences");
            return platform.lastBody();
        }
    }

    private CommandRun preferences(String... options) {
        return CommandRun.of(List.of("preferences", "--user", "ann", "--data", folder.toString()), options);
    }
}
