package io.heliograph.document.compaction.postgres;

import io.heliograph.document.compaction.Compaction;
import io.heliograph.document.compaction.Compaction.Result;
import io.heliograph.document.compaction.CompactionMetrics;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.log.LogEntry;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.name.DocumentName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
    private final PostgresHistory history;
    private final CompactionMetrics metrics;
    private final LongSupplier nanoTime;

    public PostgresCompaction(
            Database database,
            Compaction compaction,
            Duration retention,
            PostgresHistory history,
            CompactionMetrics metrics,
            LongSupplier nanoTime) {
        this.database = database;
        this.compaction = compaction;
        this.retention = retention;
        this.history = history;
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    /**
     * Makes a snapshot of everything there is, without what is past the retention of history; unless there is one already or another process makes it.
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

    /** Deletes updates and snapshots of documents that were compacted before, and have not been since these came of age; and compacts those with content that is past the retention of history. */
    public void sweep() {
        List<Long> documents = database.transact(session ->
                session.query("""
                SELECT DISTINCT u.document_id FROM document_update u
                JOIN document d ON d.id = u.document_id AND d.quarantined_at IS NULL
                WHERE u.created_at < now() - make_interval(secs => ?)
                    AND u.sequence <= (SELECT max(s.upto_sequence) FROM document_snapshot s WHERE s.document_id = u.document_id)
                UNION
                SELECT s.document_id FROM document_snapshot s
                JOIN document d ON d.id = s.document_id AND d.quarantined_at IS NULL
                JOIN document_snapshot newer ON newer.document_id = s.document_id AND newer.upto_sequence > s.upto_sequence
                WHERE newer.created_at < now() - make_interval(secs => ?)
                LIMIT ?
                """, row -> row.getLong("document_id"), retentionSeconds(), retentionSeconds(), SWEPT));
        documents.forEach(id -> database.transact(session -> prune(session, id)));
        database.transact(session -> history.due(session, SWEPT)).forEach(this::compact);
    }

    private boolean compact(Session session, DocumentName document) throws SQLException {
        long began = nanoTime.getAsLong();
        List<Long> locked =
                session.query("""
                SELECT id FROM document
                WHERE name = ? AND quarantined_at IS NULL AND pg_try_advisory_xact_lock(%s)
                """.formatted(SnapshotTable.LOCK), row -> row.getLong("id"), document.value());
        if (locked.isEmpty()) {
            return false;
        }
        long id = locked.getFirst();
        long base = SnapshotTable.newest(session, id);
        List<LogEntry> parts = SnapshotTable.parts(session, id, base);
        long upto = parts.isEmpty() ? base : parts.getLast().sequence();
        Optional<Knowledge> forgotten = history.forgotten(session, id);
        if (upto == base && forgotten.isEmpty() && !history.isUnmarked(session, id)) {
            return false;
        }
        List<byte[]> updates = parts.stream().map(LogEntry::update).toList();
        Result result =
                forgotten.map(deleted -> compaction.of(updates, deleted)).orElseGet(() -> compaction.of(updates));
        return switch (result) {
            case Result.Incomplete _ -> {
                quarantine(session, id, document);
                yield false;
            }
            case Result.Merged(byte[] state, Knowledge knowledge) -> {
                boolean stored = SnapshotTable.put(session, id, base, upto, state);
                if (stored) {
                    prune(session, id);
                    history.mark(session, id, upto, knowledge);
                    long before =
                            updates.stream().mapToLong(update -> update.length).sum();
                    metrics.compacted(
                            updates.size(), before, state.length, Duration.ofNanos(nanoTime.getAsLong() - began));
                }
                yield stored;
            }
        };
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
                """, id, SnapshotTable.newest(session, id), retentionSeconds());
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
