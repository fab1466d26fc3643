package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the first version wrote is of use to this one. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class MigrationTest extends RunningService {
    private static final String SCHEMA = "upgraded";
    private static final String DOCUMENT = """
            {"id":"x","actor":{"id":"zoe","name":",\\"feeds\\":[\\"no\\"]"},"verb":"commented","object":{"type":"d","id":"p"},\
            "feeds":["team-7","secret"],"content":"\\"feeds\\":[\\"kept\\"]","data":{"a":1,"feeds":["kept"]},"visibility":"public"}""";

    @Inject
    DataSource source;

    @Inject
    Sql sql;

    @Test
    void takesFeedsAndTimesOutOfDocuments() throws SQLException {
        migrate("1");
        sql.run(
                "INSERT INTO upgraded.activity (id, source, event_id, occurred_at, document) VALUES (gen_random_uuid(), '/s', '1', now(), ?)",
                DOCUMENT);
        sql.run("""
                INSERT INTO upgraded.change (operation, cause_source, cause_id, caused_at, activity_id, occurred_at, feeds, document, done)
                VALUES ('ADDED', '/s', '1', now(), gen_random_uuid(), now(), '{team-7}', ?, false)""", "{\"time\":\"2026-01-01T12:00:00Z\"," + DOCUMENT.substring(1));
        sql.run("""
                INSERT INTO upgraded.change (operation, cause_source, cause_id, caused_at, activity_id, occurred_at, feeds, document, done)
                VALUES ('REMOVED', '/s', '2', now(), gen_random_uuid(), now(), '{team-7}', ?, false)""", "{\"id\":\"x\"}");

        migrate("latest");

        String expected = DOCUMENT.replace("\"feeds\":[\"team-7\",\"secret\"],", "");
        assertThat(texts("SELECT document FROM upgraded.activity")).containsExactly(expected);
        assertThat(texts("SELECT document FROM upgraded.change ORDER BY number"))
                .containsExactly(expected, "{\"id\":\"x\"}");
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(source)
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .target(target)
                .load()
                .migrate();
    }

    private List<String> texts(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
