package io.heliograph.document.catalog.postgres;

import io.heliograph.document.access.DocumentGrants;
import io.heliograph.document.access.DocumentPattern;
import io.heliograph.document.catalog.Catalog;
import io.heliograph.document.catalog.DocumentDetails;
import io.heliograph.document.catalog.DocumentSummary;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.name.DocumentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The catalogue in the tables of the log. */
public final class PostgresCatalog implements Catalog {
    private static final byte[] EMPTY_UPDATE = {0, 0};

    private final Database database;

    public PostgresCatalog(Database database) {
        this.database = database;
    }

    @Override
    public Optional<DocumentDetails> find(DocumentName document) {
        return database
                .transact(session -> session.query(
                        """
                        SELECT d.name, d.last_sequence, d.created_at, d.changed_at,
                            document_bytes(d.id) AS bytes,
                            COALESCE((SELECT sum(editors) FROM document_audience
                                WHERE document = d.name AND seen_at > now() - interval '15 s'), 0) AS editors
                        FROM document d WHERE d.name = ? AND d.deleted_at IS NULL
                        """,
                        row -> new DocumentDetails(summary(row), row.getLong("bytes"), row.getInt("editors")),
                        document.value()))
                .stream()
                .findFirst();
    }

    @Override
    public List<DocumentSummary> list(DocumentGrants grants, String prefix, String after, int limit) {
        List<DocumentPattern> patterns =
                Stream.concat(grants.read().stream(), grants.write().stream()).toList();
        return database.transact(session -> session.query(
                """
                SELECT name, last_sequence, created_at, changed_at FROM document
                WHERE deleted_at IS NULL AND name > ? AND starts_with(name, ?)
                    AND (name = ANY (?) OR EXISTS (SELECT FROM unnest(?) AS beginning WHERE starts_with(name, beginning)))
                ORDER BY name LIMIT ?
                """,
                PostgresCatalog::summary,
                after,
                prefix,
                patterns.stream().flatMap(pattern -> pattern.name().stream()).toList(),
                patterns.stream()
                        .flatMap(pattern -> pattern.beginning().stream())
                        .toList(),
                limit));
    }

    @Override
    public void create(DocumentName document) {
        database.transact(session -> session.update("""
                INSERT INTO document AS d (name) VALUES (?)
                ON CONFLICT (name) DO UPDATE SET deleted_at = NULL, created_at = now(), changed_at = now()
                WHERE d.deleted_at IS NOT NULL
                """, document.value()));
    }

    @Override
    public boolean delete(DocumentName document) {
        return database.transact(session -> {
            List<Erased> erased = session.query(
                    """
                    UPDATE document SET last_sequence = last_sequence + 1, erased_sequence = last_sequence + 1,
                        deleted_at = now(), quarantined_at = NULL, pending_since = NULL, pending_actors = '{}'
                    WHERE name = ? AND deleted_at IS NULL RETURNING id, erased_sequence
                    """, row -> new Erased(row.getLong("id"), row.getLong("erased_sequence")), document.value());
            for (Erased one : erased) {
                erase(session, one);
                announce(session, document, one);
            }
            return !erased.isEmpty();
        });
    }

    @Override
    public void seen(String pod, Map<DocumentName, Integer> editors) {
        List<Map.Entry<DocumentName, Integer>> all = List.copyOf(editors.entrySet());
        database.transact(session -> {
            session.update("DELETE FROM document_audience WHERE pod = ? OR seen_at < now() - interval '1 h'", pod);
            return session.update(
                    """
                    INSERT INTO document_audience (pod, document, editors)
                    SELECT ?, document, editors::integer FROM unnest(?, ?) AS open (document, editors)
                    """,
                    pod,
                    all.stream().map(one -> one.getKey().value()).toList(),
                    all.stream().map(one -> one.getValue().toString()).toList());
        });
    }

    private static void erase(Session session, Erased document) throws SQLException {
        session.update("DELETE FROM document_update WHERE document_id = ?", document.id());
        session.update("DELETE FROM document_snapshot WHERE document_id = ?", document.id());
        session.update("DELETE FROM document_version WHERE document_id = ?", document.id());
        session.update("DELETE FROM document_mark WHERE document_id = ?", document.id());
        // Whatever is written under them from now on is of a copy.
        session.update(
                "UPDATE document_client SET user_id = ? WHERE document_id = ?", DocumentLog.NOBODY, document.id());
        session.update(
                "INSERT INTO document_snapshot (document_id, upto_sequence, state) VALUES (?, ?, ?)",
                document.id(),
                document.sequence(),
                EMPTY_UPDATE);
    }

    /** In the place of what waits to be told of it: that names users. */
    private static void announce(Session session, DocumentName document, Erased erased) throws SQLException {
        session.update("DELETE FROM document_event WHERE document = ?", document.value());
        session.update("""
                INSERT INTO document_event (document, sequence, bytes, actors, at, deleted)
                VALUES (?, ?, 0, '{}', now(), true)
                """, document.value(), erased.sequence());
    }

    private static DocumentSummary summary(ResultSet row) throws SQLException {
        return new DocumentSummary(
                new DocumentName(Session.text(row, "name")),
                row.getLong("last_sequence"),
                Session.instant(row, "created_at"),
                Session.instant(row, "changed_at"));
    }

    private record Erased(long id, long sequence) {}
}
