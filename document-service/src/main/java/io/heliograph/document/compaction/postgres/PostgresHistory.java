package io.heliograph.document.compaction.postgres;

import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.editing.UpdateEngine;
import io.heliograph.document.log.postgres.Session;
import io.heliograph.document.name.DocumentName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long the content of what was deleted is kept, docs/documents.md §10. Snapshots do not tell when something was deleted: so it is noted what had been by the end of each day, and when
 * a note is old enough the content of all that may go. Works within transactions of others; safe for concurrent use.
 */
public final class PostgresHistory {
    /** How long a document may be without a note that was edited; also how exact the retention is. */
    private static final Duration MARKED_WITHIN = Duration.ofDays(1);

    private final UpdateEngine engine;
    private final Optional<Duration> retention;

    /** @param retention a day at least; empty if everything is kept */
    public PostgresHistory(UpdateEngine engine, Optional<Duration> retention) {
        if (retention.filter(one -> one.compareTo(MARKED_WITHIN) < 0).isPresent()) {
            throw new IllegalArgumentException(
                    "the retention of history must be %s at least, is %s".formatted(MARKED_WITHIN, retention.get()));
        }
        this.engine = engine;
        this.retention = retention;
    }

    /** Documents of which content may go, or of which it is not noted yet what was deleted; the first few. */
    List<DocumentName> due(Session session, int limit) throws SQLException {
        if (retention.isEmpty()) {
            return List.of();
        }
        return session.query(
                """
                SELECT name FROM document d
                WHERE deleted_at IS NULL AND quarantined_at IS NULL
                    AND (EXISTS (SELECT 1 FROM document_mark m
                            WHERE m.document_id = d.id AND m.marked_at < now() - make_interval(secs => ?))
                        OR (last_sequence > marked_sequence AND changed_at < now() - make_interval(secs => ?)))
                LIMIT ?
                """,
                row -> new DocumentName(Session.text(row, "name")),
                seconds(retention.get()),
                seconds(MARKED_WITHIN),
                limit);
    }

    /** Deletions of which the content may go: they are old enough, and no version shows it. Empty if there is nothing to be done. */
    Optional<Knowledge> forgotten(Session session, long id) throws SQLException {
        if (retention.isEmpty()) {
            return Optional.empty();
        }
        List<byte[]> marks = session.query("""
                SELECT snapshot FROM document_mark
                WHERE document_id = ? AND marked_at < now() - make_interval(secs => ?) ORDER BY marked_at DESC LIMIT 1
                """, row -> row.getBytes("snapshot"), id, seconds(retention.get()));
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of(unlessAVersionShowsIt(session, id, engine.knowledgeAt(marks.getFirst())));
    }

    /** Whether it is not noted yet what was deleted by the document's present end. */
    boolean isUnmarked(Session session, long id) throws SQLException {
        return retention.isPresent()
                && !session.query(
                                "SELECT 1 FROM document WHERE id = ? AND last_sequence > marked_sequence",
                                row -> row.getInt(1),
                                id)
                        .isEmpty();
    }

    /** Notes what was deleted up to a sequence. What was old enough in this transaction is done. */
    void mark(Session session, long id, long sequence, Knowledge knowledge) throws SQLException {
        if (retention.isEmpty()) {
            return;
        }
        session.update(
                "DELETE FROM document_mark WHERE document_id = ? AND marked_at < now() - make_interval(secs => ?)",
                id,
                seconds(retention.get()));
        int advanced = session.update(
                "UPDATE document SET marked_sequence = ? WHERE id = ? AND marked_sequence < ?", sequence, id, sequence);
        if (advanced > 0) {
            session.update("""
                    INSERT INTO document_mark AS m (document_id, snapshot) VALUES (?, ?)
                    ON CONFLICT (document_id, day) DO UPDATE SET marked_at = now(), snapshot = EXCLUDED.snapshot
                    """, id, knowledge.snapshot());
        }
    }

    /** Deletions of which the content may go as far as versions are concerned. One after the other: a thousand of them may be large together. */
    Knowledge unlessAVersionShowsIt(Session session, long id, Knowledge deleted) throws SQLException {
        List<Long> versions =
                session.query("SELECT id FROM document_version WHERE document_id = ?", row -> row.getLong("id"), id);
        Knowledge hidden = deleted;
        for (long version : versions) {
            List<byte[]> snapshot = session.query(
                    "SELECT snapshot FROM document_version WHERE id = ?", row -> row.getBytes("snapshot"), version);
            if (!snapshot.isEmpty()) {
                hidden = hidden.withoutDeletionsShownBy(engine.knowledgeAt(snapshot.getFirst()));
            }
        }
        return hidden;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
