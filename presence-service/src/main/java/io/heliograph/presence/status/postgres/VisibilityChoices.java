package io.heliograph.presence.status.postgres;

import io.heliograph.presence.status.StatusEvent.VisibilityChosen;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.postgres.Database;
import io.heliograph.presence.store.postgres.Statement;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** What users chose, on its way to the owner of their partition: whoever takes the request need not be it. Blocks; safe for concurrent use. */
public final class VisibilityChoices {
    private static final String CHOOSE = """
            INSERT INTO presence.visibility_choice AS c (user_id, kafka_partition, invisible, chosen_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id) DO UPDATE SET invisible = EXCLUDED.invisible, chosen_at = EXCLUDED.chosen_at""";
    private static final String WAITING = """
            SELECT user_id, invisible, chosen_at FROM presence.visibility_choice WHERE kafka_partition = $1 LIMIT $2""";
    private static final String TAKEN = """
            DELETE FROM presence.visibility_choice c USING unnest($1::text[], $2::timestamptz[]) AS t (user_id, chosen_at)
            WHERE c.user_id = t.user_id AND c.chosen_at = t.chosen_at""";

    private final Database database;

    public VisibilityChoices(Database database) {
        this.database = database;
    }

    /** The newest choice of a user counts. */
    public void choose(String user, int partition, boolean invisible, Instant at) {
        var _ = database.execute(CHOOSE, Tuple.of(user, partition, invisible, Database.utc(at)));
    }

    Map<String, VisibilityChosen> waiting(Partition partition, int limit) {
        Map<String, VisibilityChosen> waiting = new LinkedHashMap<>();
        database.execute(WAITING, Tuple.of(partition.number(), limit))
                .forEach(row -> waiting.put(
                        row.getString("user_id"),
                        new VisibilityChosen(
                                row.getBoolean("invisible"),
                                row.getOffsetDateTime("chosen_at").toInstant())));
        return waiting;
    }

    /** A choice made since stays. */
    static Statement taken(Map<String, VisibilityChosen> choices) {
        return new Statement(
                TAKEN,
                Tuple.tuple()
                        .addArrayOfString(choices.keySet().toArray(String[]::new))
                        .addArrayOfOffsetDateTime(choices.values().stream()
                                .map(choice -> Database.utc(choice.at()))
                                .toArray(OffsetDateTime[]::new)));
    }
}
