package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxCommandTest {
    private static final String EXPLANATION = """
            {"id":"n1","event":{"source":"/shop/orders","id":"order-4711:shipped"},
             "policy":"orders","decidedAt":"2026-01-01T12:00:00Z","channels":{
               "in-app":{"outcome":"alert","reasons":[{"code":"on_by_default","text":"The category uses the channel."}]},
               "push":{"outcome":"alert","reasons":[{"code":"of_a_newer_version"}]}},
             "push":{"dueAt":"2026-01-01T12:00:30Z","waitsFor":"registry_young","text":"The registry is young.",
               "results":[{"device":"d1","outcome":"failed","reason":"refused","text":"It was refused.","status":400,"at":"2026-01-01T12:00:20Z"},
                          {"outcome":"cancelled","reason":"read","text":"The user had read it.","at":"2026-01-01T12:00:25Z"}]}}""";

    @TempDir
    private Path folder;

    @Test
    void showsTheNewestNotificationsAndHowManyAreUnread() throws IOException {
        String page =
                "{\"items\":[{\"createdAt\":\"2026-01-01T12:00:00Z\",\"read\":false,\"id\":\"n1\",\"title\":\"On its way\"}],\"unread\":3}";
        try (var platform = new StandInPlatform(folder, 200, page)) {
            CommandRun run = inbox("--limit", "5");

            assertThat(run.out().lines()).containsExactly("2026-01-01T12:00:00Z unread n1 On its way", "3 unread");
            assertThat(platform.requests()).containsExactly("GET /notifications?limit=5");
        }
    }

    @Test
    void explainsInSentencesWhyANotificationWentWhereItDid() throws IOException {
        try (var platform = new StandInPlatform(folder, 200, EXPLANATION)) {
            CommandRun run = inbox("--why", "n1");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out().lines())
                    .containsExactly(
                            "order-4711:shipped of /shop/orders",
                            "decided 2026-01-01T12:00:00Z by the category orders",
                            "in-app: alert",
                            "  The category uses the channel.",
                            "push: alert",
                            "  of_a_newer_version",
                            "push message to d1: failed at 2026-01-01T12:00:20Z, the push service answered 400",
                            "  It was refused.",
                            "push message: cancelled at 2026-01-01T12:00:25Z",
                            "  The user had read it.",
                            "push message: looked at again at 2026-01-01T12:00:30Z",
                            "  The registry is young.");
            assertThat(platform.requests()).containsExactly("GET /notifications/n1/why");
        }
    }

    @Test
    void saysThatAnOldNotificationHasNoDecision() throws IOException {
        String old = "{\"id\":\"n1\",\"event\":{\"source\":\"/shop\",\"id\":\"o:1\"},\"push\":{\"results\":[]}}";
        try (var _ = new StandInPlatform(folder, 200, old)) {
            assertThat(inbox("--why", "n1").out().lines())
                    .containsExactly("o:1 of /shop", "came before decisions were kept");
        }
    }

    @Test
    void printsAnExplanationAsOneLineOfJson() throws IOException {
        try (var _ = new StandInPlatform(folder, 200, EXPLANATION)) {
            assertThat(inbox("--why", "n1", "--json").out())
                    .startsWith("{\"id\":\"n1\"")
                    .hasLineCount(1);
        }
    }

    private CommandRun inbox(String... options) {
        return CommandRun.of(List.of("inbox", "--user", "ann", "--data", folder.toString()), options);
    }
}
