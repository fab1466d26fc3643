package io.heliograph.document.compaction.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.document.compaction.Compaction;
import io.heliograph.document.compaction.micrometer.CountedCompactions;
import io.heliograph.document.editing.UpdateEngine;
import io.heliograph.document.editing.Updates;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.PostgresDocumentLog;
import io.heliograph.document.log.postgres.TestDatabase;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.version.postgres.PostgresVersions;
import io.heliograph.document.yjs.YjsEngine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // filled before all tests
class PostgresCompactionTest {
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration HISTORY = Duration.ofDays(30);
    private static final int ROWS = 30;

    private final UpdateEngine engine = new YjsEngine();
    private final DocumentName document = new DocumentName("notes/" + UUID.randomUUID());
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Infrastructure infrastructure;
    private TestDatabase testDatabase;
    private Database database;
    private PostgresDocumentLog log;

    @BeforeAll
    void start() throws IOException {
        Path parent = Files.createDirectories(Path.of("target", "infrastructure"));
        infrastructure =
                Infrastructure.start(new DataFolder(Files.createTempDirectory(parent, "")), Set.of(Part.POSTGRES));
        testDatabase = new TestDatabase(infrastructure.jdbcUrl());
        database = testDatabase.database();
        log = new PostgresDocumentLog(database);
    }

    @AfterAll
    void stop() {
        testDatabase.close();
        infrastructure.close();
    }

    @Test
    void leavesADocumentAsItWasAndInOnePart() {
        DocumentName name = typed(ROWS);
        byte[] before = state(name);

        assertThat(compaction(engine).compact(name)).isTrue();
        assertThat(log.read(name).parts()).hasSize(1);
        assertThat(state(name)).isEqualTo(before);

        log.append(name, 0, List.of("ann"), Updates.insert(1, ROWS));
        assertThat(log.read(name).parts()).hasSize(2);
        assertThat(log.read(name).sequence()).isEqualTo(ROWS + 1);
    }

    @Test
    void keepsWhatASnapshotHasForTheRetention() {
        DocumentName name = typed(ROWS);
        byte[] before = state(name);
        PostgresCompaction compaction = compaction(engine);

        compaction.compact(name);
        assertThat(rows(name)).isEqualTo(ROWS);
        age(name, RETENTION.plusHours(1));
        compaction.sweep();

        assertThat(rows(name)).isZero();
        assertThat(state(name)).isEqualTo(before);
        assertThat(log.readAfter(name, 0)).isEmpty();
    }

    @Test
    void neverDeletesWhatNoSnapshotHas() {
        DocumentName name = typed(ROWS);
        age(name, RETENTION.plusHours(1));

        compaction(engine).sweep();

        assertThat(rows(name)).isEqualTo(ROWS);
    }

    @Test
    void keepsOneSnapshotOfADayAndTheNewestFromBeforeTheRetention() {
        DocumentName name = typed(ROWS);
        PostgresCompaction compaction = compaction(engine);
        compaction.compact(name);
        age(name, RETENTION.plusDays(2));
        log.append(name, 0, List.of("ann"), Updates.insert(1, ROWS));
        compaction.compact(name);
        log.append(name, 0, List.of("ann"), Updates.insert(1, ROWS + 1));

        compaction.compact(name);

        assertThat(snapshots(name)).containsExactly((long) ROWS, ROWS + 2L);
    }

    @Test
    void dropsTheContentOfWhatWasDeletedLongAgoAndNowhereElseIsItLeft() {
        DocumentName name = deletedFrom("secret");
        byte[] before = state(name);
        PostgresCompaction compaction = forgetful();
        compaction.compact(name);
        age(name, HISTORY.minusHours(1));
        compaction.sweep();
        assertThat(text(state(name))).contains("secret");

        age(name, Duration.ofHours(2));
        compaction.sweep();

        assertThat(text(state(name))).contains("ecret").doesNotContain("secret");
        assertThat(engine.withoutDeletedContent(state(name))).isEqualTo(engine.withoutDeletedContent(before));
        assertThat(log.read(name).sequence()).isEqualTo(2);
        assertThat(rows(name)).isZero();
        assertThat(snapshots(name)).containsExactly(2L);
        byte[] after = state(name);
        compaction.sweep();
        assertThat(state(name)).isEqualTo(after);
    }

    @Test
    void keepsWhatAVersionShows() {
        DocumentName name = name();
        log.append(name, 0, List.of("ann"), Updates.insert(1, 0, "secret"));
        new PostgresVersions(database)
                .keep(name, "First", "ann", 1, engine.knowledgeOf(state(name)).snapshot());
        log.append(name, 1, List.of("ann"), Updates.delete(1, 0));
        forgetful().compact(name);
        age(name, HISTORY.plusHours(1));

        forgetful().sweep();
        assertThat(text(state(name))).contains("secret");
    }

    /** It is too little for a snapshot otherwise. */
    @Test
    void takesNoteOfDeletionsInADocumentThatNobodyEditsAnyMore() {
        DocumentName name = deletedFrom("secret");
        age(name, Duration.ofHours(25));
        forgetful().sweep();
        assertThat(snapshots(name)).containsExactly(2L);
        age(name, HISTORY.plusHours(1));

        forgetful().sweep();

        assertThat(text(state(name))).doesNotContain("secret");
    }

    @Test
    void keepsAllOfItsHistoryWithoutARetention() {
        DocumentName name = deletedFrom("secret");
        compaction(engine).compact(name);
        age(name, HISTORY.plusDays(1_000));

        compaction(engine).sweep();

        assertThat(text(state(name))).contains("secret");
    }

    @Test
    void compressesLargeStates() {
        DocumentName name = name();
        log.append(
                name,
                0,
                List.of("ann"),
                engine.merge(IntStream.range(2, 2_002)
                        .mapToObj(client -> Updates.insertAfter(client, 0, 1, 0))
                        .toList()));
        byte[] before = state(name);

        compaction(engine).compact(name);

        assertThat(stored(name)).isLessThan(before.length / 2);
        assertThat(state(name)).isEqualTo(before);
    }

    @Test
    void deletesNothingAndNeverTriesAgainWhenSomethingIsMissingInTheOutcome() {
        DocumentName name = typed(ROWS);
        age(name, RETENTION.plusHours(1));
        UpdateEngine forgetful = merging(parts -> parts.subList(0, parts.size() - 1));
        double before = quarantined();

        assertThat(compaction(forgetful).compact(name)).isFalse();

        assertThat(quarantined()).isEqualTo(before + 1);
        assertThat(rows(name)).isEqualTo(ROWS);
        assertThat(compaction(engine).compact(name)).isFalse();
        assertThat(snapshots(name)).isEmpty();
    }

    @Test
    void keepsTheSnapshotsOfADocumentInWhichSomethingIsMissing() {
        DocumentName name = typed(ROWS);
        compaction(engine).compact(name);
        age(name, RETENTION.plusDays(1));
        log.append(name, 0, List.of("ann"), Updates.insert(1, ROWS));
        compaction(engine).compact(name);
        log.append(name, 0, List.of("ann"), Updates.insert(1, ROWS + 1));
        compaction(merging(parts -> parts.subList(0, parts.size() - 1))).compact(name);
        age(name, RETENTION.plusDays(1));

        compaction(engine).sweep();

        assertThat(snapshots(name)).containsExactly((long) ROWS, ROWS + 1L);
        assertThat(rows(name)).isEqualTo(2);
    }

    @Test
    void isDoneByOneOfTwoProcessesAtOnce() throws InterruptedException {
        DocumentName name = typed(ROWS);
        CountDownLatch merging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        UpdateEngine slow = merging(parts -> {
            merging.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return parts;
        });

        CompletableFuture<Boolean> one =
                CompletableFuture.supplyAsync(() -> compaction(slow).compact(name));
        merging.await();
        boolean other = compaction(engine).compact(name);
        log.append(name, 0, List.of("ann"), Updates.insert(1, ROWS)); // nobody waits for it
        goOn.countDown();

        assertThat(other).isFalse();
        assertThat(one.join()).isTrue();
        assertThat(snapshots(name)).containsExactly((long) ROWS);
        assertThat(log.read(name).sequence()).isEqualTo(ROWS + 1);
    }

    @Test
    void leavesEverythingAsItWasWhenPostgresIsKilledMeanwhile() {
        DocumentName name = typed(ROWS);
        byte[] before = state(name);
        UpdateEngine killing = merging(parts -> {
            infrastructure.server(Part.POSTGRES).kill();
            return parts;
        });

        assertThatThrownBy(() -> compaction(killing).compact(name)).isInstanceOf(LogUnavailableException.class);
        infrastructure.startAgain(Part.POSTGRES);
        await().until(database::answers);

        assertThat(snapshots(name)).isEmpty();
        assertThat(rows(name)).isEqualTo(ROWS);
        assertThat(state(name)).isEqualTo(before);
        assertThat(compaction(engine).compact(name)).isTrue();
    }

    private PostgresCompaction compaction(UpdateEngine with) {
        return compaction(with, Optional.empty());
    }

    private PostgresCompaction forgetful() {
        return compaction(engine, Optional.of(HISTORY));
    }

    private PostgresCompaction compaction(UpdateEngine with, Optional<Duration> history) {
        return new PostgresCompaction(
                database,
                new Compaction(with),
                RETENTION,
                new PostgresHistory(with, history),
                new CountedCompactions(registry),
                System::nanoTime);
    }

    /** With its first character deleted. */
    private DocumentName deletedFrom(String text) {
        DocumentName name = name();
        log.append(name, 0, List.of("ann"), Updates.insert(1, 0, text));
        log.append(name, 1, List.of("ann"), Updates.delete(1, 0));
        return name;
    }

    private static String text(byte[] update) {
        return new String(update, StandardCharsets.UTF_8);
    }

    /** The engine, but for what it merges. */
    private UpdateEngine merging(UnaryOperator<List<byte[]>> what) {
        return (UpdateEngine) Proxy.newProxyInstance(
                UpdateEngine.class.getClassLoader(), new Class<?>[] {UpdateEngine.class}, (_, method, arguments) -> {
                    if (method.getName().equals("merge")) {
                        @SuppressWarnings("unchecked")
                        List<byte[]> parts = (List<byte[]>) arguments[0];
                        return engine.merge(what.apply(parts));
                    }
                    return method.invoke(engine, arguments);
                });
    }

    private double quarantined() {
        return registry.counter("heliograph.document.compaction.quarantined").count();
    }

    private DocumentName name() {
        return new DocumentName(document + "/" + UUID.randomUUID());
    }

    private DocumentName typed(int rows) {
        DocumentName name = name();
        for (int i = 0; i < rows; i++) {
            log.append(name, 0, List.of("ann"), Updates.insert(1, i));
        }
        return name;
    }

    private byte[] state(DocumentName name) {
        return engine.merge(log.read(name).parts());
    }

    private void age(DocumentName name, Duration by) {
        for (String table : List.of("document_update", "document_snapshot")) {
            database.transact(session -> session.update(
                    "UPDATE %s SET created_at = created_at - make_interval(secs => ?) WHERE document_id = (SELECT id FROM document WHERE name = ?)"
                            .formatted(table),
                    (double) by.toSeconds(),
                    name.value()));
        }
        database.transact(session -> {
            session.update(
                    "UPDATE document_mark SET marked_at = marked_at - make_interval(secs => ?) WHERE document_id = (SELECT id FROM document WHERE name = ?)",
                    (double) by.toSeconds(),
                    name.value());
            return session.update(
                    "UPDATE document SET changed_at = changed_at - make_interval(secs => ?) WHERE name = ?",
                    (double) by.toSeconds(),
                    name.value());
        });
    }

    private long rows(DocumentName name) {
        return count(
                        "SELECT count(*) FROM document_update u JOIN document d ON d.id = u.document_id WHERE d.name = ?",
                        name)
                .getFirst();
    }

    private long stored(DocumentName name) {
        return count(
                        "SELECT octet_length(state) FROM document_snapshot s JOIN document d ON d.id = s.document_id WHERE d.name = ?",
                        name)
                .getFirst();
    }

    private List<Long> snapshots(DocumentName name) {
        return count(
                "SELECT upto_sequence FROM document_snapshot s JOIN document d ON d.id = s.document_id WHERE d.name = ? ORDER BY 1",
                name);
    }

    private List<Long> count(String sql, DocumentName name) {
        return database.transact(session -> session.query(sql, row -> row.getLong(1), name.value()));
    }
}
