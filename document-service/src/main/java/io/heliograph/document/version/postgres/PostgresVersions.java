package io.heliograph.document.version.postgres;

import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.version.ShownLength;
import io.heliograph.document.version.Version;
import io.heliograph.document.version.Versions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Versions in a table beside the log. */
public final class PostgresVersions implements Versions {
    private final Database database;

    public PostgresVersions(Database database) {
        this.database = database;
    }

    @Override
    public Kept keep(DocumentName document, String name, String author, long sequence, byte[] snapshot) {
        return database.transact(session -> {
            // Locked against a deletion and against others that count at the same time.
            List<Long> id = session.query("""
                    SELECT id FROM document WHERE name = ? AND deleted_at IS NULL AND erased_sequence <= ? FOR UPDATE
                    """, row -> row.getLong("id"), document.value(), sequence);
            if (id.isEmpty()) {
                return new Kept.NoSuchDocument();
            }
            return session
                    .query(
                            """
                            INSERT INTO document_version (document_id, name, author, sequence, length, snapshot)
                            SELECT ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM document_version WHERE document_id = ?) < ?
                            RETURNING id, name, author, sequence, length, created_at
                            """,
                            PostgresVersions::version,
                            id.getFirst(),
                            name,
                            author,
                            sequence,
                            ShownLength.of(snapshot),
                            snapshot,
                            id.getFirst(),
                            MAX_VERSIONS)
                    .stream()
                    .<Kept>map(Kept.Stored::new)
                    .findFirst()
                    .orElseGet(Kept.TooMany::new);
        });
    }

    @Override
    public Optional<List<Version>> of(DocumentName document) {
        return database.transact(session -> {
            List<Long> id = session.query(
                    "SELECT id FROM document WHERE name = ? AND deleted_at IS NULL",
                    row -> row.getLong("id"),
                    document.value());
            return id.isEmpty()
                    ? Optional.empty()
                    : Optional.of(session.query("""
                            SELECT id, name, author, sequence, length, created_at FROM document_version
                            WHERE document_id = ? ORDER BY id DESC
                            """, PostgresVersions::version, id.getFirst()));
        });
    }

    @Override
    public Optional<byte[]> snapshot(DocumentName document, long id) {
        return database
                .transact(session -> session.query("""
                        SELECT v.snapshot FROM document_version v JOIN document d ON d.id = v.document_id
                        WHERE d.name = ? AND v.id = ?
                        """, row -> row.getBytes("snapshot"), document.value(), id))
                .stream()
                .findFirst();
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getLong("id"),
                Session.text(row, "name"),
                Session.text(row, "author"),
                row.getLong("sequence"),
                row.getObject("length", Long.class),
                Session.instant(row, "created_at"));
    }
}
