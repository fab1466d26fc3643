package io.heliograph.document.compaction.postgres;

import io.heliograph.document.log.LogEntry;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.log.postgres.StoredState;
import java.sql.SQLException;
import java.util.List;

/** The snapshots of documents, and what they consist of. */
final class SnapshotTable {
    private SnapshotTable() {}

    /** Lets one at a time work on a document's snapshots, until the transaction ends. */
    static final String LOCK = "hashtextextended('document', id)";

    /** @return up to which sequence the newest one is; 0 if there is none */
    static long newest(Session session, long id) throws SQLException {
        return session.query(
                        "SELECT COALESCE(max(upto_sequence), 0) AS newest FROM document_snapshot WHERE document_id = ?",
                        row -> row.getLong("newest"),
                        id)
                .getFirst();
    }

    /** A snapshot, if there is one, and the updates behind it. */
    static List<LogEntry> parts(Session session, long id, long base) throws SQLException {
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

    /**
     * Stores one, in the place of one of the same sequence. Only now the document's row is locked, for a moment: whoever deletes the document locks it, too, and leaves a newer snapshot.
     *
     * @param base the newest one when the parts were read
     * @return whether it still was
     */
    static boolean put(Session session, long id, long base, long upto, byte[] state) throws SQLException {
        session.query("SELECT id FROM document WHERE id = ? FOR NO KEY UPDATE", row -> row.getLong("id"), id);
        if (newest(session, id) != base) {
            return false;
        }
        StoredState stored = StoredState.of(state);
        session.update("""
                INSERT INTO document_snapshot (document_id, upto_sequence, state, deflated) VALUES (?, ?, ?, ?)
                ON CONFLICT (document_id, upto_sequence) DO UPDATE SET state = EXCLUDED.state, deflated = EXCLUDED.deflated
                """, id, upto, stored.bytes(), stored.deflated());
        return true;
    }
}
