package io.heliograph.document.compaction.postgres;

import io.heliograph.document.compaction.Compaction;
import io.heliograph.document.compaction.Compaction.Result;
import io.heliograph.document.compaction.CompactionMetrics;
import io.heliograph.document.log.LogEntry;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.log.postgres.StoredState;
import io.heliograph.document.name.DocumentName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Stores snapshots, and deletes the updates that they cover once those are older than the retention. Each document in one transaction, so that whatever dies in between leaves it as it
 * was. Blocks; safe for concurrent use, also by several processes: one of them at a time works on a document.
 */
public final class PostgresCompaction {
    private static final Logger LOG = Logger.getLogger(PostgresCompaction.class);
    private static final int SWEPT = 100;

    private final Database database;
    private final Compaction compaction;
    private final Duration retention;
    private final CompactionMetrics metrics;
    private final LongSupplier nanoTime;

    public PostgresCompaction(
            Database database,
            Compaction compaction,
            Duration retention,
            CompactionMetrics metrics,
            LongSupplier nanoTime) {
        this.database = database;
        this.compaction = compaction;
        this.retention = retention;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /**
     * Makes a snapshot of everything there is, unless there is one already or another process makes it.
     *
     * @return whether it made one
     */
    public boolean compact(DocumentName document) {
        boolean compacted = database.transact(session -> compact(session, document));
        if (!compacted) {
            metrics.skipped();
        }
        return compacted;
    }

    /** Deletes updates of documents that were compacted before, and have not been since their updates came of age. */
    public void sweep() {
        List<Long> documents = database.transact(
                session -> session.query("""
                SELECT DISTINCT u.document_id FROM document_update u
                JOIN document d ON d.id = u.document_id AND d.quarantined_at IS NULL
                WHERE u.created_at < now() - make_interval(secs => ?)
                    AND u.sequence <= (SELECT max(s.upto_sequence) FROM document_snapshot s WHERE s.document_id = u.document_id)
                LIMIT ?
                """, row -> row.getLong("document_id"), retentionSeconds(), SWEPT));
        documents.forEach(id -> database.transact(session -> prune(session, id)));
    }

    private boolean compact(Session session, DocumentName document) throws SQLException {
        long began = nanoTime.getAsLong();
        List<Long> locked = session.query("""
                SELECT id FROM document
                WHERE name = ? AND quarantined_at IS NULL AND pg_try_advisory_xact_lock(hashtextextended('document', id))
                """, row -> row.getLong("id"), document.value());
        if (locked.isEmpty()) {
            return false;
        }
        long id = locked.getFirst();
        long base = newest(session, id);
        List<LogEntry> parts = parts(session, id, base);
        long upto = parts.isEmpty() ? base : parts.getLast().sequence();
        if (upto == base) {
            return false;
        }
        return switch (compaction.of(parts.stream().map(LogEntry::update).toList())) {
            case Result.Incomplete _ -> {
                quarantine(session, id, document);
                yield false;
            }
            case Result.Merged(byte[] state) -> {
                boolean stored = store(session, id, base, upto, state);
                if (stored) {
                    long before = parts.stream()
                            .mapToLong(part -> part.update().length)
                            .sum();
                    metrics.compacted(before, state.length, Duration.ofNanos(nanoTime.getAsLong() - began));
                }
                yield stored;
            }
        };
    }

    private static long newest(Session session, long id) throws SQLException {
        return session.query(
                        "SELECT COALESCE(max(upto_sequence), 0) AS newest FROM document_snapshot WHERE document_id = ?",
                        row -> row.getLong("newest"),
                        id)
                .getFirst();
    }

    private static List<LogEntry> parts(Session session, long id, long base) throws SQLException {
        return session.query(
                """
                SELECT upto_sequence AS sequence, state AS data, deflated FROM document_snapshot
                WHERE document_id = ? AND upto_sequence = ?
                UNION ALL
                SELECT sequence, data, false FROM document_update WHERE document_id = ? AND sequence > ?
                ORDER BY sequence
                """,
                row -> new LogEntry(
                        row.getLong("sequence"),
                        new StoredState(row.getBytes("data"), row.getBoolean("deflated")).state()),
                id,
                base,
                id,
                base);
    }

    /** Only now the document's row is locked, for a moment: whoever deletes the document locks it, too, and leaves a newer snapshot. */
    private boolean store(Session session, long id, long base, long upto, byte[] state) throws SQLException {
        session.query("SELECT id FROM document WHERE id = ? FOR NO KEY UPDATE", row -> row.getLong("id"), id);
        if (newest(session, id) != base) {
            return false;
        }
        StoredState stored = StoredState.of(state);
        session.update(
                "INSERT INTO document_snapshot (document_id, upto_sequence, state, deflated) VALUES (?, ?, ?, ?)",
                id,
                upto,
                stored.bytes(),
                stored.deflated());
        prune(session, id);
        return true;
    }

    /** Keeps one snapshot of each day within the retention, and the newest one from before it: updates that are still there can be merged with it again. */
    private int prune(Session session, long id) throws SQLException {
        session.update("""
                DELETE FROM document_snapshot s WHERE document_id = ? AND EXISTS (
                    SELECT 1 FROM document_snapshot newer
                    WHERE newer.document_id = s.document_id AND newer.upto_sequence > s.upto_sequence
                        AND (newer.created_at < now() - make_interval(secs => ?)
                            OR date_trunc('day', newer.created_at) = date_trunc('day', s.created_at)))
                """, id, retentionSeconds());
        return session.update("""
                DELETE FROM document_update
                WHERE document_id = ? AND sequence <= ? AND created_at < now() - make_interval(secs => ?)
                """, id, newest(session, id), retentionSeconds());
    }

    private void quarantine(Session session, long id, DocumentName document) throws SQLException {
        session.update("UPDATE document SET quarantined_at = now() WHERE id = ?", id);
        metrics.quarantined();
        LOG.errorf("document.quarantined document=%s", document);
    }

    private double retentionSeconds() {
        return retention.toMillis() / 1_000.0;
    }
}
