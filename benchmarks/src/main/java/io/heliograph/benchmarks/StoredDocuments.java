package io.heliograph.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/** What document-service has in the platform's database. */
final class StoredDocuments implements AutoCloseable {
    /** Fewer updates are not compacted, however long nothing is added: docs/documents.md §10. */
    private static final int WORTH_COMPACTING = 10;

    private static final int MAX_SECONDS = 150;

    private static final String QUESTION = """
            with it as (select id from document.document where name = ?),
            snapshot as (select s.upto_sequence as upto, octet_length(s.state) as bytes
                from document.document_snapshot s join it on s.document_id = it.id),
            entry as (select u.sequence, octet_length(u.data) as bytes
                from document.document_update u join it on u.document_id = it.id),
            newest as (select coalesce(max(upto), 0) as upto from snapshot)
            select (select count(*) from entry), (select coalesce(sum(bytes), 0) from entry),
                (select count(*) from snapshot), (select coalesce(sum(bytes), 0) from snapshot),
                (select coalesce(max(bytes), 0) from snapshot, newest where snapshot.upto = newest.upto),
                (select count(*) from entry, newest where sequence > upto),
                (select coalesce(sum(bytes), 0) from entry, newest where sequence > upto)
            """;

    private final Connection database;

    /**
     * One document.
     *
     * @param rows updates in the log, those included that a snapshot has and that are kept for repair
     * @param snapshotBytes of all snapshots, as they are stored
     * @param newestBytes of the newest one, as it is stored
     * @param rowsBehind updates that no snapshot has
     */
    record Stored(
            long rows,
            long bytes,
            long snapshots,
            long snapshotBytes,
            long newestBytes,
            long rowsBehind,
            long bytesBehind) {}

    StoredDocuments(String jdbcUrl) throws SQLException {
        database = DriverManager.getConnection(jdbcUrl);
    }

    /** What PostgreSQL has written to its own log so far, for everything that uses it. */
    long walBytes() throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn")) {
            result.next();
            return result.getLong(1);
        }
    }

    /**
     * Waits until a snapshot has all that is worth one.
     *
     * @throws IllegalStateException when that takes longer than a document has to be idle
     */
    Stored awaitCompacted(String document) throws SQLException {
        long start = System.nanoTime();
        Stored stored = stored(document);
        while (stored.rowsBehind() >= WORTH_COMPACTING) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(MAX_SECONDS)) {
                throw new IllegalStateException("%s is not compacted: %s".formatted(document, stored));
            }
            pause();
            stored = stored(document);
        }
        return stored;
    }

    private Stored stored(String document) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(QUESTION)) {
            statement.setString(1, document);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return new Stored(
                        result.getLong(1),
                        result.getLong(2),
                        result.getLong(3),
                        result.getLong(4),
                        result.getLong(5),
                        result.getLong(6),
                        result.getLong(7));
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
