package io.heliograph.document.compaction.postgres;

import io.heliograph.document.compaction.Compaction;
import io.heliograph.document.compaction.Compaction.Result;
import io.heliograph.document.compaction.HistoryErasure;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.editing.UpdateEngine;
import io.heliograph.document.log.LogEntry;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.name.DocumentName;
import java.sql.SQLException;
import java.util.List;

/** In the place of everything that is stored of a document: one snapshot without the content of what was deleted. In one transaction; waits for a compaction of the document. */
public final class PostgresHistoryErasure implements HistoryErasure {
    private final Database database;
    private final UpdateEngine engine;
    private final Compaction compaction;
    private final PostgresHistory history;

    public PostgresHistoryErasure(
            Database database, UpdateEngine engine, Compaction compaction, PostgresHistory history) {
        this.database = database;
        this.engine = engine;
        this.compaction = compaction;
        this.history = history;
    }

    /** @throws IllegalStateException when something else would be missing; then nothing is erased */
    @Override
    public boolean erase(DocumentName document, boolean versionsToo) {
        return database.transact(session -> {
            List<Long> ids = session.query(
                    "SELECT id FROM document WHERE name = ? AND deleted_at IS NULL",
                    row -> row.getLong("id"),
                    document.value());
            for (long id : ids) {
                session.query(
                        "SELECT pg_advisory_xact_lock(%s) FROM document WHERE id = ?".formatted(SnapshotTable.LOCK),
                        row -> true,
                        id);
                if (versionsToo) {
                    session.update("DELETE FROM document_version WHERE document_id = ?", id);
                }
                erase(session, id);
            }
            return !ids.isEmpty();
        });
    }

    /** What is appended meanwhile stays as it is. */
    private void erase(Session session, long id) throws SQLException {
        long base = SnapshotTable.newest(session, id);
        List<LogEntry> parts = SnapshotTable.parts(session, id, base);
        if (parts.isEmpty()) {
            return;
        }
        List<byte[]> updates = parts.stream().map(LogEntry::update).toList();
        Knowledge deleted = history.unlessAVersionShowsIt(session, id, engine.knowledgeOf(engine.merge(updates)));
        if (!(compaction.of(updates, deleted) instanceof Result.Merged(byte[] state, Knowledge _))) {
            throw new IllegalStateException("something is missing in what a document would be without its history");
        }
        long upto = parts.getLast().sequence();
        if (SnapshotTable.put(session, id, base, upto, state)) {
            session.update("DELETE FROM document_update WHERE document_id = ? AND sequence <= ?", id, upto);
            session.update("DELETE FROM document_snapshot WHERE document_id = ? AND upto_sequence < ?", id, upto);
            session.update("DELETE FROM document_mark WHERE document_id = ?", id);
        }
    }
}
