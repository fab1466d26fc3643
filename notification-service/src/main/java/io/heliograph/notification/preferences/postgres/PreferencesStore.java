package io.heliograph.notification.preferences.postgres;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.PreferencesJson;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What users have chosen. Blocks; safe for concurrent use. Throws {@code StoreUnavailableException} when PostgreSQL is away. */
public final class PreferencesStore {
    private static final String OF =
            "SELECT recipient, choices FROM notification.preferences WHERE recipient = ANY ($1::text[])";
    private static final String PUT = """
            INSERT INTO notification.preferences (recipient, choices) VALUES ($1, $2)
            ON CONFLICT (recipient) DO UPDATE SET choices = EXCLUDED.choices""";

    private final Database database;

    public PreferencesStore(Database database) {
        this.database = database;
    }

    /** Of those who have chosen something. */
    public Map<String, Preferences> of(List<String> recipients) {
        Map<String, Preferences> preferences = new HashMap<>();
        Tuple parameters = Tuple.tuple().addArrayOfString(recipients.toArray(String[]::new));
        for (Row row : database.execute(OF, parameters)) {
            preferences.put(row.getString("recipient"), PreferencesJson.parse(row.getString("choices")));
        }
        return preferences;
    }

    public void put(String recipient, Preferences preferences) {
        database.execute(
                PUT, Tuple.of(recipient, PreferencesJson.write(preferences).toString()));
    }
}
