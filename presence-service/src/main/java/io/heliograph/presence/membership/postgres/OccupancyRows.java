package io.heliograph.presence.membership.postgres;

import io.heliograph.presence.membership.OccupancyState;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.postgres.Database;
import io.heliograph.presence.store.postgres.StateJson;
import io.heliograph.presence.store.postgres.Statement;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of channels that have members. Blocks; safe for concurrent use. */
public final class OccupancyRows {
    private static final String OF_CHANNELS =
            "SELECT channel, state FROM presence.occupancy WHERE channel = ANY ($1::text[])";
    private static final String DUE = """
            SELECT channel, state FROM presence.occupancy WHERE kafka_partition = $1 AND due_at <= $2
            ORDER BY due_at LIMIT $3""";
    private static final String COUNTED = """
            SELECT channel, state FROM presence.occupancy WHERE kafka_partition = $1 AND counted""";
    private static final String PUT = """
            INSERT INTO presence.occupancy AS o (channel, kafka_partition, state, due_at, counted)
            SELECT n.channel, $1, n.state, n.due_at, n.counted
            FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::boolean[]) AS n (channel, state, due_at, counted)
            ON CONFLICT (channel) DO UPDATE SET kafka_partition = EXCLUDED.kafka_partition, state = EXCLUDED.state,
                due_at = EXCLUDED.due_at, counted = EXCLUDED.counted""";
    private static final String DELETE = "DELETE FROM presence.occupancy WHERE channel = ANY ($1::text[])";

    private final Database database;
    private final StateJson<OccupancyState> json = new StateJson<>(OccupancyState.class);

    public OccupancyRows(Database database) {
        this.database = database;
    }

    /** Only those that there are. */
    public Map<String, OccupancyState> of(Collection<String> channels) {
        return read(database.execute(OF_CHANNELS, Tuple.tuple().addArrayOfString(channels.toArray(String[]::new))));
    }

    Map<String, OccupancyState> due(Partition partition, Instant until, int limit) {
        return read(database.execute(DUE, Tuple.of(partition.number(), Database.utc(until), limit)));
    }

    Map<String, OccupancyState> counted(Partition partition) {
        return read(database.execute(COUNTED, Tuple.of(partition.number())));
    }

    /** Writes the states; those of empty channels are deleted. */
    List<Statement> put(Partition partition, Map<String, OccupancyState> states) {
        Map<String, OccupancyState> kept = new LinkedHashMap<>(states);
        kept.values().removeIf(state -> state.members() == 0 && !state.counted());
        List<String> gone = states.keySet().stream()
                .filter(channel -> !kept.containsKey(channel))
                .toList();
        List<Statement> statements = new ArrayList<>(2);
        if (!gone.isEmpty()) {
            statements.add(new Statement(DELETE, Tuple.tuple().addArrayOfString(gone.toArray(String[]::new))));
        }
        if (!kept.isEmpty()) {
            List<OccupancyState> values = List.copyOf(kept.values());
            statements.add(new Statement(
                    PUT,
                    Tuple.of(partition.number())
                            .addArrayOfString(kept.keySet().toArray(String[]::new))
                            .addArrayOfString(values.stream().map(json::write).toArray(String[]::new))
                            .addArrayOfOffsetDateTime(values.stream()
                                    .map(state -> Database.utc(state.dueAt().orElse(null)))
                                    .toArray(OffsetDateTime[]::new))
                            .addArrayOfBoolean(
                                    values.stream().map(OccupancyState::counted).toArray(Boolean[]::new))));
        }
        return statements;
    }

    private Map<String, OccupancyState> read(List<Row> rows) {
        Map<String, OccupancyState> states = new LinkedHashMap<>();
        rows.forEach(row -> states.put(row.getString("channel"), json.read(row.getString("state"))));
        return states;
    }
}
