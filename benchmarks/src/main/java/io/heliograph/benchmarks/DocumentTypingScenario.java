package io.heliograph.benchmarks;

import static io.heliograph.benchmarks.DocumentOptions.number;
import static io.heliograph.benchmarks.DocumentOptions.row;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.benchmarks.StoredDocuments.Stored;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What somebody who types leaves in the database. */
@Command(
        name = "typing",
        mixinStandardHelpOptions = true,
        description =
                "Rows and bytes that one person leaves who types 5 keystrokes a second, with pauses: in the log, and"
                        + " after compaction. The time is not waited for: 50 keystrokes are sent a second.")
final class DocumentTypingScenario implements Callable<Integer> {
    private static final double KILOBYTE = 1024;

    @Mixin
    private DocumentOptions options = new DocumentOptions();

    @Option(
            names = "--minutes",
            defaultValue = "60",
            description = "Typed (${DEFAULT-VALUE}). More than 60 need DOCUMENT_TOKEN_TTL=1h when the platform starts.")
    private int minutes;

    private final Table table = new Table(
            "KB",
            "pass",
            "minutes",
            "keystrokes",
            "sent",
            "log rows",
            "log",
            "WAL",
            "snapshots",
            "they",
            "newest",
            "rows behind it",
            "they",
            "files");

    @Override
    public Integer call() {
        options.measure("typing.mjs", table, this::measure);
        return 0;
    }

    private void measure(DocumentServer server, Generator generator, int pass) {
        String document = DocumentOptions.newDocument();
        var question = Generator.question("type", server, document, server.tokens(document, DocumentOptions.users(1)))
                .put("minutes", minutes);
        if (server instanceof PeerServer peer) {
            JsonNode typed = generator.ask(question);
            table.add(row(
                    server.name(),
                    pass,
                    minutes,
                    typed.path("updates"),
                    kilobytes(typed.path("bytes").asLong()),
                    "–",
                    "–",
                    "–",
                    "–",
                    "–",
                    "–",
                    "–",
                    "–",
                    kilobytes(peer.storedBytes())));
            return;
        }
        try (var stored = new StoredDocuments(options.platform().jdbcUrl())) {
            long before = stored.walBytes();
            JsonNode typed = generator.ask(question);
            long log = stored.walBytes() - before;
            System.err.println("waiting until the document is compacted for being idle");
            Stored compacted = stored.awaitCompacted(document);
            table.add(row(
                    server.name(),
                    pass,
                    minutes,
                    typed.path("updates"),
                    kilobytes(typed.path("bytes").asLong()),
                    compacted.rows(),
                    kilobytes(compacted.bytes()),
                    kilobytes(log),
                    compacted.snapshots(),
                    kilobytes(compacted.snapshotBytes()),
                    kilobytes(compacted.newestBytes()),
                    compacted.rowsBehind(),
                    kilobytes(compacted.bytesBehind()),
                    "–"));
        } catch (SQLException e) {
            throw new IllegalStateException("the platform's database cannot be asked", e);
        }
    }

    private static String kilobytes(long bytes) {
        return number(bytes / KILOBYTE, 1);
    }
}
