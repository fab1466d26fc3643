package io.heliograph.presence.status.postgres;

import io.heliograph.presence.status.PersonState;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.postgres.Database;
import io.heliograph.presence.store.postgres.StateJson;
import io.heliograph.presence.store.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The table of users. Blocks; safe for concurrent use. */
public final class PersonRows {
    private static final String OF_USERS =
            "SELECT user_id, state FROM presence.person WHERE user_id = ANY ($1::text[])";
    private static final String DUE = """
            SELECT user_id, state FROM presence.person WHERE kafka_partition = $1 AND due_at <= $2
            ORDER BY due_at LIMIT $3""";
    private static final String ON_POD = """
            SELECT user_id, state FROM presence.person
            WHERE kafka_partition = $1 AND pods @> ARRAY[$2::text] AND user_id > $3 ORDER BY user_id LIMIT $4""";
    private static final String PRESENT = """
            SELECT user_id, state FROM presence.person
            WHERE kafka_partition = $1 AND shown_present AND user_id > $2 ORDER BY user_id LIMIT $3""";
    private static final String PUT = """
            INSERT INTO presence.person AS p (user_id, kafka_partition, state, pods, due_at, shown_present)
            SELECT n.user_id, $1, n.state, string_to_array(n.pods, E'\\n'), n.due_at, n.shown_present
            FROM unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::boolean[])
                AS n (user_id, state, pods, due_at, shown_present)
            ON CONFLICT (user_id) DO UPDATE SET kafka_partition = EXCLUDED.kafka_partition, state = EXCLUDED.state,
                pods = EXCLUDED.pods, due_at = EXCLUDED.due_at, shown_present = EXCLUDED.shown_present""";

    private final Database database;
    private final StateJson<PersonState> json = new StateJson<>(PersonState.class);

    public PersonRows(Database database) {
        this.database = database;
    }

    /** Only those that there are. */
    public Map<String, PersonState> of(Collection<String> users) {
        return read(database.execute(OF_USERS, Tuple.tuple().addArrayOfString(users.toArray(String[]::new))));
    }

    Map<String, PersonState> due(Partition partition, Instant until, int limit) {
        return read(database.execute(DUE, Tuple.of(partition.number(), Database.utc(until), limit)));
    }

    Map<String, PersonState> onPod(Partition partition, String pod, String after, int limit) {
        return read(database.execute(ON_POD, Tuple.of(partition.number(), pod, after, limit)));
    }

    Map<String, PersonState> present(Partition partition, String after, int limit) {
        return read(database.execute(PRESENT, Tuple.of(partition.number(), after, limit)));
    }

    Statement put(Partition partition, Map<String, PersonState> states) {
        List<PersonState> values = List.copyOf(states.values());
        return new Statement(
                PUT,
                Tuple.of(partition.number())
                        .addArrayOfString(states.keySet().toArray(String[]::new))
                        .addArrayOfString(texts(values, json::write))
                        .addArrayOfString(texts(values, state -> String.join("\n", state.pods())))
                        .addArrayOfOffsetDateTime(values.stream()
                                .map(state -> Database.utc(state.dueAt().orElse(null)))
                                .toArray(OffsetDateTime[]::new))
                        .addArrayOfBoolean(
                                values.stream().map(PersonState::isShownPresent).toArray(Boolean[]::new)));
    }

    private Map<String, PersonState> read(List<Row> rows) {
        Map<String, PersonState> states = new LinkedHashMap<>();
        rows.forEach(row -> states.put(row.getString("user_id"), json.read(row.getString("state"))));
        return states;
    }

    private static String[] texts(List<PersonState> states, Function<PersonState, String> text) {
        return states.stream().map(text).toArray(String[]::new);
    }
}
