package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsCommandTest {
    private static final String DOCUMENT =
            "{\"document\":\"demo/plan\",\"sequence\":42,\"createdAt\":\"2026-01-01T12:00:00Z\",\"changedAt\":\"2026-01-01T12:30:00Z\"}";

    @Test
    void listsDocuments(@TempDir Path folder) throws IOException {
        try (var platform = new StandInPlatform(folder, 200, "{\"documents\":[" + DOCUMENT + "]}")) {
            CommandRun run = CommandRun.of("documents", "ls", "demo/", "--data", folder.toString());

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).isEqualToIgnoringNewLines("2026-01-01T12:30:00Z 42 demo/plan");
            assertThat(platform.requests()).containsExactly("GET /documents?limit=100&prefix=demo%2F&after=");
        }
    }

    @Test
    void showsADocumentAndItsVersions(@TempDir Path folder) throws IOException {
        String answer = DOCUMENT.replace(
                "}",
                ",\"bytes\":480,\"editors\":2,\"versions\":[{\"id\":\"7\",\"name\":\"Final\",\"author\":\"ann\",\"sequence\":40,\"createdAt\":\"2026-01-01T12:10:00Z\"}]}");
        try (var platform = new StandInPlatform(folder, 200, answer)) {
            CommandRun run = CommandRun.of("documents", "show", "demo/plan", "--data", folder.toString());

            assertThat(run.out().lines())
                    .containsExactly(
                            "demo/plan",
                            "changed  2026-01-01T12:30:00Z",
                            "sequence 42",
                            "stored   480 bytes",
                            "open     in 2 connections",
                            "version  7 \"Final\" of 2026-01-01T12:10:00Z by ann at sequence 40");
            assertThat(platform.requests())
                    .containsExactly("GET /documents/demo%2Fplan", "GET /documents/demo%2Fplan/versions");
        }
    }

    @Test
    void exportsADocumentToAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plan.yjs");
        try (var platform = new StandInPlatform(folder, 200, "the update")) {
            CommandRun run = export(folder, file);

            assertThat(run.out()).isEqualToIgnoringNewLines("10 bytes in " + file);
            assertThat(file).hasContent("the update");
            assertThat(platform.requests()).containsExactly("GET /documents/demo%2Fplan/update");
        }
    }

    @Test
    void exportsTheTextOfADocument(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("plan.txt");
        try (var platform = new StandInPlatform(folder, 200, "Ü")) {
            CommandRun run = export(folder, file, "--text");

            assertThat(run.out()).isEqualToIgnoringNewLines("2 bytes in " + file);
            assertThat(file).hasContent("Ü");
            export(folder, file, "--text", "--root", "the body", "--force");
            assertThat(platform.requests())
                    .containsExactly(
                            "GET /documents/demo%2Fplan/text", "GET /documents/demo%2Fplan/text?root=the%20body");
        }
    }

    @Test
    void replacesAFileOnlyWhenToldTo(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("plan.yjs"), "mine");
        try (var _ = new StandInPlatform(folder, 200, "the update")) {
            CommandRun run = export(folder, file);

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("is there already; --force replaces it");
            assertThat(file).hasContent("mine");
            assertThat(export(folder, file, "--force").exitCode()).isZero();
            assertThat(file).hasContent("the update");
        }
    }

    @Test
    void saysWhatThePlatformRefused(@TempDir Path folder) throws IOException {
        try (var _ = new StandInPlatform(folder, 404, "{\"code\":\"not_found\",\"detail\":\"no such document\"}")) {
            CommandRun run = CommandRun.of("documents", "show", "demo/none", "--data", folder.toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).contains("answered 404: not_found no such document");
        }
    }

    @Test
    void saysWhatIsRequired() {
        assertThat(CommandRun.of("documents").err()).contains("Say ls, show or export");
        assertThat(CommandRun.of("documents", "show").err()).contains("DOCUMENT");
        assertThat(CommandRun.of("documents", "export", "plan", "file", "--root", "body")
                        .err())
                .contains("--root goes with --text");
        assertThat(CommandRun.of("documents", "export", "demo/plan").err()).contains("FILE");
    }

    private static CommandRun export(Path folder, Path file, String... more) {
        return CommandRun.of(Stream.concat(
                        Stream.of("documents", "export", "demo/plan", file.toString(), "--data", folder.toString()),
                        Arrays.stream(more))
                .toArray(String[]::new));
    }
}
