package io.heliograph.notification.decision.postgres;

import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.preferences.AlertRate;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How much has alerted whom, by PostgreSQL's clock. Blocks; safe for concurrent use. Throws {@code StoreUnavailableException} when PostgreSQL is
 * away.
 */
public final class AlertStore {
    private static final String COUNT = """
            SELECT r.recipient, counted.alerts FROM unnest($1::text[]) AS r (recipient)
            CROSS JOIN LATERAL (
                SELECT count(*)::int AS alerts FROM (
                    SELECT FROM notification.inbox i
                    WHERE i.recipient = r.recipient AND i.category = $2
                        AND i.alerted_at > now() - $3::bigint * interval '1 second'
                    LIMIT $4) alerted) counted
            WHERE counted.alerts > 0""";

    private final Database database;

    public AlertStore(Database database) {
        this.database = database;
    }

    /**
     * How many of the category have alerted within the rate's time, up to as many as the rate allows. Of whom nothing is said nothing has. Two events that are
     * taken in at the same moment do not count each other.
     */
    public Map<String, Integer> count(List<String> recipients, String category, AlertRate rate) {
        Tuple parameters = Tuple.of(
                recipients.toArray(String[]::new), category, rate.within().toSeconds(), rate.max());
        Map<String, Integer> alerts = new HashMap<>();
        for (Row row : database.execute(COUNT, parameters)) {
            alerts.put(row.getString("recipient"), row.getInteger("alerts"));
        }
        return alerts;
    }
}
