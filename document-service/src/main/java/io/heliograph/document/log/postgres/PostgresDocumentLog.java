package io.heliograph.document.log.postgres;

import io.heliograph.document.log.Deletion;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.LogEntry;
import io.heliograph.document.log.StoredDocument;
import io.heliograph.document.name.DocumentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The log in PostgreSQL. Appending locks the document's row, so that its sequence has no gaps and readers never see a later update without an earlier one. */
public final class PostgresDocumentLog implements DocumentLog {
    private static final int MAX_ENTRIES = 500;

    /** Who is remembered until a change is told of. */
    private static final int MAX_ACTORS = 100;

    private final Database database;

    public PostgresDocumentLog(Database database) {
        this.database = database;
    }

    @Override
    public StoredDocument read(DocumentName document) {
        return database.transact(session -> {
            // One statement, one view: compaction may replace rows by a snapshot at any time.
            List<LogEntry> parts =
                    session.query("""
                    WITH document AS (SELECT id FROM document WHERE name = ?),
                    snapshot AS (
                        SELECT upto_sequence, state, deflated FROM document_snapshot
                        WHERE document_id = (SELECT id FROM document) ORDER BY upto_sequence DESC LIMIT 1)
                    SELECT upto_sequence AS sequence, state AS data, deflated FROM snapshot
                    UNION ALL
                    SELECT sequence, data, false FROM document_update
                    WHERE document_id = (SELECT id FROM document)
                        AND sequence > COALESCE((SELECT upto_sequence FROM snapshot), 0)
                    ORDER BY sequence
                    """, row -> new LogEntry(row.getLong("sequence"), state(row)), document.value());
            long last = parts.isEmpty() ? 0 : parts.getLast().sequence();
            return new StoredDocument(last, parts.stream().map(LogEntry::update).toList());
        });
    }

    @Override
    public List<LogEntry> readAfter(DocumentName document, long sequence) {
        return database.transact(session -> session.query(
                """
                SELECT u.sequence, u.data FROM document_update u JOIN document d ON d.id = u.document_id
                WHERE d.name = ? AND u.sequence > ? ORDER BY u.sequence LIMIT ?
                """,
                row -> new LogEntry(row.getLong("sequence"), row.getBytes("data")),
                document.value(),
                sequence,
                MAX_ENTRIES));
    }

    @Override
    public OptionalLong append(DocumentName document, long known, Collection<String> actors, byte[] update) {
        return database
                .transact(session -> session.query(
                        """
                        WITH document AS (
                            INSERT INTO document AS d (name, last_sequence, pending_since, pending_actors)
                            VALUES (?, 1, now(), ?)
                            ON CONFLICT (name) DO UPDATE SET last_sequence = d.last_sequence + 1, changed_at = now(),
                                pending_since = COALESCE(d.pending_since, now()),
                                pending_actors = CASE WHEN d.pending_actors @> EXCLUDED.pending_actors
                                    THEN d.pending_actors
                                    ELSE ARRAY(SELECT DISTINCT actor FROM
                                        unnest(d.pending_actors || EXCLUDED.pending_actors) AS actor LIMIT ?) END
                            WHERE d.deleted_at IS NULL AND d.erased_sequence <= ?
                            RETURNING id, last_sequence)
                        INSERT INTO document_update (document_id, sequence, actor, data)
                        SELECT id, last_sequence, ?, ? FROM document
                        RETURNING sequence
                        """,
                        row -> row.getLong("sequence"),
                        document.value(),
                        actors,
                        MAX_ACTORS,
                        known,
                        String.join(", ", actors),
                        update))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    @Override
    public Map<DocumentName, Deletion> deletions(Collection<DocumentName> documents) {
        return database
                .transact(session -> session.query(
                        """
                        SELECT name, erased_sequence, deleted_at IS NOT NULL AS standing FROM document
                        WHERE name = ANY (?) AND erased_sequence > 0
                        """,
                        row -> Map.entry(
                                new DocumentName(Session.text(row, "name")),
                                new Deletion(row.getLong("erased_sequence"), row.getBoolean("standing"))),
                        documents.stream().map(DocumentName::value).toList()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Map<Long, String> claim(DocumentName document, String user, Collection<Long> clients) {
        return database.transact(session -> {
            session.update("INSERT INTO document (name) VALUES (?) ON CONFLICT DO NOTHING", document.value());
            List<Owner> owners = new ArrayList<>();
            for (long client : clients) {
                session.update("""
                        INSERT INTO document_client (document_id, client_id, user_id)
                        SELECT id, ?, ? FROM document WHERE name = ? ON CONFLICT DO NOTHING
                        """, client, user, document.value());
                owners.add(owner(session, document, client));
            }
            return owners.stream().collect(Collectors.toMap(Owner::client, Owner::user));
        });
    }

    @Override
    public Map<DocumentName, Long> heads(Collection<DocumentName> documents) {
        return database
                .transact(session -> session.query(
                        "SELECT name, last_sequence FROM document WHERE name = ANY (?)",
                        row -> Map.entry(new DocumentName(Session.text(row, "name")), row.getLong("last_sequence")),
                        documents.stream().map(DocumentName::value).toList()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static byte[] state(ResultSet row) throws SQLException {
        return new StoredState(row.getBytes("data"), row.getBoolean("deflated")).state();
    }

    private static Owner owner(Session session, DocumentName document, long client) throws SQLException {
        return session.query("""
                        SELECT c.user_id FROM document_client c JOIN document d ON d.id = c.document_id
                        WHERE d.name = ? AND c.client_id = ?
                        """, row -> new Owner(client, Session.text(row, "user_id")), document.value(), client)
                .getFirst();
    }

    private record Owner(long client, String user) {}
}
