package io.heliograph.presence.membership.postgres;

import io.heliograph.presence.membership.MemberId;
import io.heliograph.presence.membership.MemberState;
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
import java.util.function.Function;

/** The table of members. Blocks; safe for concurrent use. */
public final class MemberRows {
    private static final String SELECT = "SELECT m.channel, m.user_id, m.state FROM presence.member m ";
    private static final String OF_KEYS = SELECT
            + "JOIN unnest($1::text[], $2::text[]) AS k (channel, user_id) ON m.channel = k.channel AND m.user_id = k.user_id";
    private static final String DUE = SELECT + "WHERE kafka_partition = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3";
    private static final String ON_POD = SELECT
            + "WHERE kafka_partition = $1 AND pods @> ARRAY[$2::text] AND (channel, user_id) > ($3, $4)"
            + " ORDER BY channel, user_id LIMIT $5";
    private static final String LISTED = SELECT
            + "WHERE kafka_partition = $1 AND listed AND (channel, user_id) > ($2, $3) ORDER BY channel, user_id LIMIT $4";
    private static final String OF_CHANNEL = SELECT + "WHERE channel = $1 ORDER BY user_id LIMIT $2";
    private static final String PUT = """
            INSERT INTO presence.member AS m (channel, user_id, kafka_partition, state, pods, due_at, listed)
            SELECT n.channel, n.user_id, $1, n.state, string_to_array(n.pods, E'\\n'), n.due_at, n.listed
            FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::boolean[])
                AS n (channel, user_id, state, pods, due_at, listed)
            ON CONFLICT (channel, user_id) DO UPDATE SET kafka_partition = EXCLUDED.kafka_partition,
                state = EXCLUDED.state, pods = EXCLUDED.pods, due_at = EXCLUDED.due_at, listed = EXCLUDED.listed""";
    private static final String DELETE = """
            DELETE FROM presence.member m USING unnest($1::text[], $2::text[]) AS k (channel, user_id)
            WHERE m.channel = k.channel AND m.user_id = k.user_id""";
    private static final String LIST_ALL = "UPDATE presence.member SET listed = $2 WHERE channel = $1";

    private final Database database;
    private final StateJson<MemberState> json = new StateJson<>(MemberState.class);

    public MemberRows(Database database) {
        this.database = database;
    }

    /** Only those that there are. */
    Map<MemberId, MemberState> of(Collection<MemberId> keys) {
        return read(database.execute(OF_KEYS, keys(List.copyOf(keys))));
    }

    Map<MemberId, MemberState> due(Partition partition, Instant until, int limit) {
        return read(database.execute(DUE, Tuple.of(partition.number(), Database.utc(until), limit)));
    }

    Map<MemberId, MemberState> onPod(Partition partition, String pod, MemberId after, int limit) {
        return read(database.execute(ON_POD, Tuple.of(partition.number(), pod, after.channel(), after.user(), limit)));
    }

    Map<MemberId, MemberState> listed(Partition partition, MemberId after, int limit) {
        return read(database.execute(LISTED, Tuple.of(partition.number(), after.channel(), after.user(), limit)));
    }

    /** The members of one channel. */
    public Map<MemberId, MemberState> ofChannel(String channel, int limit) {
        return read(database.execute(OF_CHANNEL, Tuple.of(channel, limit)));
    }

    /** Writes the states; those of nobody are deleted. */
    List<Statement> put(Partition partition, Map<MemberId, MemberState> states, Function<MemberId, Boolean> listed) {
        List<MemberId> gone = new ArrayList<>();
        List<MemberId> kept = new ArrayList<>();
        states.forEach((key, state) -> (state.present().isEmpty() ? gone : kept).add(key));
        List<Statement> statements = new ArrayList<>(2);
        if (!gone.isEmpty()) {
            statements.add(new Statement(DELETE, keys(gone)));
        }
        if (!kept.isEmpty()) {
            List<MemberState> values = kept.stream().map(states::get).toList();
            statements.add(new Statement(
                    PUT,
                    Tuple.of(partition.number())
                            .addArrayOfString(texts(kept, MemberId::channel))
                            .addArrayOfString(texts(kept, MemberId::user))
                            .addArrayOfString(texts(values, json::write))
                            .addArrayOfString(texts(values, state -> String.join("\n", state.pods())))
                            .addArrayOfOffsetDateTime(values.stream()
                                    .map(state -> Database.utc(state.dueAt().orElse(null)))
                                    .toArray(OffsetDateTime[]::new))
                            .addArrayOfBoolean(kept.stream().map(listed).toArray(Boolean[]::new))));
        }
        return statements;
    }

    static Statement list(String channel, boolean listed) {
        return new Statement(LIST_ALL, Tuple.of(channel, listed));
    }

    private Map<MemberId, MemberState> read(List<Row> rows) {
        Map<MemberId, MemberState> states = new LinkedHashMap<>();
        rows.forEach(row -> states.put(
                new MemberId(row.getString("channel"), row.getString("user_id")), json.read(row.getString("state"))));
        return states;
    }

    private static Tuple keys(List<MemberId> keys) {
        return Tuple.tuple()
                .addArrayOfString(texts(keys, MemberId::channel))
                .addArrayOfString(texts(keys, MemberId::user));
    }

    private static <T> String[] texts(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }
}
