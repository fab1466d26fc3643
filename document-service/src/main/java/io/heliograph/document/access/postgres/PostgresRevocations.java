package io.heliograph.document.access.postgres;

import io.heliograph.document.access.Revocation;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.log.postgres.Database;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.name.DocumentName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the newest revocation of each user and document for as long as a token may last. */
public final class PostgresRevocations implements Revocations {
    /** In the place of a user: no token has an empty subject. */
    private static final String EVERYBODY = "";

    private final Database database;

    public PostgresRevocations(Database database) {
        this.database = database;
    }

    @Override
    public void add(DocumentName document, Revocation revocation) {
        database.transact(session -> {
            session.update(
                    "DELETE FROM document_revocation WHERE up_to < ?",
                    revocation.upTo().minus(TokenCodec.MAX_LIFETIME));
            return session.update("""
                    INSERT INTO document_revocation AS r (document, user_id, up_to) VALUES (?, ?, ?)
                    ON CONFLICT (document, user_id) DO UPDATE SET up_to = GREATEST(r.up_to, EXCLUDED.up_to)
                    """, document.value(), revocation.user().orElse(EVERYBODY), revocation.upTo());
        });
    }

    @Override
    public Map<DocumentName, List<Revocation>> of(Collection<DocumentName> documents) {
        return database
                .transact(session -> session.query(
                        "SELECT document, user_id, up_to FROM document_revocation WHERE document = ANY (?)",
                        row -> Map.entry(new DocumentName(Session.text(row, "document")), revocation(row)),
                        documents.stream().map(DocumentName::value).toList()))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Revocation revocation(ResultSet row) throws SQLException {
        return new Revocation(
                Optional.of(Session.text(row, "user_id")).filter(user -> !user.equals(EVERYBODY)),
                Session.instant(row, "up_to"));
    }
}
