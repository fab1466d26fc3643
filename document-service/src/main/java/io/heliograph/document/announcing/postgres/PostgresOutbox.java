package io.heliograph.document.announcing.postgres;

import io.heliograph.document.announcing.ChangeOutbox;
import io.heliograph.document.announcing.DocumentChange;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.name.DocumentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** The outbox in PostgreSQL. While changes are handed over, no row of a document is locked: nobody's edit waits for Kafka. */
public final class PostgresOutbox implements ChangeOutbox {
    private final Database database;

    public PostgresOutbox(Database database) {
        this.database = database;
    }

    @Override
    public void collect(Duration quiet, Duration atMost) {
        database.transact(session -> session.update("""
                WITH due AS (
                    SELECT id, pending_actors FROM document
                    WHERE pending_since IS NOT NULL
                        AND (changed_at <= now() - ? * interval '1 ms' OR pending_since <= now() - ? * interval '1 ms')
                    ORDER BY pending_since LIMIT ? FOR UPDATE SKIP LOCKED),
                taken AS (
                    UPDATE document d SET pending_since = NULL, pending_actors = '{}' FROM due WHERE d.id = due.id
                    RETURNING d.id, d.name, d.last_sequence, d.changed_at, due.pending_actors)
                INSERT INTO document_event (document, sequence, bytes, actors, at)
                SELECT name, last_sequence, document_bytes(id), pending_actors, changed_at FROM taken
                """, quiet.toMillis(), atMost.toMillis(), MAX_BATCH));
    }

    @Override
    public int relay(Consumer<List<DocumentChange>> receiver) {
        return database.transact(session -> {
            // One process at a time, so that the events of a document stay in order.
            boolean alone = session.query(
                            "SELECT pg_try_advisory_xact_lock('document_event'::regclass::integer, 0) AS alone",
                            row -> row.getBoolean("alone"))
                    .getFirst();
            if (!alone) {
                return 0;
            }
            List<Waiting> waiting = session.query("""
                    SELECT id, document, sequence, bytes, actors, at, deleted FROM document_event ORDER BY id LIMIT ?
                    """, PostgresOutbox::waiting, MAX_BATCH);
            if (!waiting.isEmpty()) {
                receiver.accept(waiting.stream().map(Waiting::change).toList());
                session.update(
                        "DELETE FROM document_event WHERE id = ANY (CAST(? AS bigint[]))",
                        waiting.stream().map(one -> Long.toString(one.id())).toList());
            }
            return waiting.size();
        });
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                row.getLong("id"),
                new DocumentChange(
                        new DocumentName(Session.text(row, "document")),
                        row.getLong("sequence"),
                        row.getLong("bytes"),
                        List.of((String[]) row.getArray("actors").getArray()),
                        Session.instant(row, "at"),
                        row.getBoolean("deleted")));
    }

    private record Waiting(long id, DocumentChange change) {}
}
