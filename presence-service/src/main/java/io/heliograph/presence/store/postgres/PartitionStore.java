package io.heliograph.presence.store.postgres;

import io.heliograph.presence.outgoing.Outgoing;
import io.heliograph.presence.store.Claim;
import io.heliograph.presence.store.Claim.Partition;
import io.heliograph.presence.store.FencedException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a partition stands. What follows from a batch, what is to be told of it and the checkpoint are committed together, and only for the partition's
 * present owner. Every method throws {@link StoreUnavailableException} when PostgreSQL is away; then the partition is to be claimed anew, because it is
 * not known whether it was carried out. Blocks; safe for concurrent use.
 */
public final class PartitionStore {
    private static final String CLAIM = """
            INSERT INTO presence.checkpoint AS c (topic, kafka_partition, next_offset, owner) VALUES ($1, $2, -1, $3)
            ON CONFLICT (topic, kafka_partition) DO UPDATE SET owner = EXCLUDED.owner
            RETURNING c.next_offset, c.registry""";
    private static final String PODS = "SELECT pod FROM presence.watched_pod WHERE topic = $1 AND kafka_partition = $2";
    private static final String MOVE = """
            UPDATE presence.checkpoint SET next_offset = greatest(next_offset, $4)
            WHERE topic = $1 AND kafka_partition = $2 AND owner = $3""";
    private static final String REGISTRY = """
            UPDATE presence.checkpoint SET registry = $4 WHERE topic = $1 AND kafka_partition = $2 AND owner = $3""";
    private static final String WATCH = """
            INSERT INTO presence.watched_pod SELECT $1, $2, pod FROM unnest($3::text[]) AS pod ON CONFLICT DO NOTHING""";
    private static final String UNWATCH =
            "DELETE FROM presence.watched_pod WHERE topic = $1 AND kafka_partition = $2 AND pod = $3";
    private static final String PUT_OUT = """
            INSERT INTO presence.outbox
                (topic, kafka_partition, event_id, type, event_time, channel, state_key, data, changed_user)
            SELECT $1, $2, o.event_id, o.type, o.event_time, o.channel, o.state_key, o.data, o.changed_user
            FROM unnest($3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[])
                WITH ORDINALITY AS o (event_id, type, event_time, channel, state_key, data, changed_user, place)
            ORDER BY o.place
            RETURNING number""";
    private static final String OUTSTANDING = """
            SELECT number, event_id, type, event_time, channel, state_key, data, changed_user FROM presence.outbox
            WHERE topic = $1 AND kafka_partition = $2 ORDER BY number LIMIT $3""";
    private static final String TOLD = """
            DELETE FROM presence.outbox WHERE topic = $1 AND kafka_partition = $2 AND number = ANY ($3)""";

    private final Database database;

    /** Something in the outbox. */
    public record Entry(long number, Outgoing outgoing) {}

    public PartitionStore(Database database) {
        this.database = database;
    }

    public Claim claim(Partition partition) {
        UUID owner = UUID.randomUUID();
        Row row = database.execute(CLAIM, Tuple.of(partition.topic(), partition.number(), owner))
                .getFirst();
        long next = row.getLong("next_offset");
        Set<String> pods = new HashSet<>();
        database.execute(PODS, Tuple.of(partition.topic(), partition.number()))
                .forEach(pod -> pods.add(pod.getString(0)));
        return new Claim(
                partition,
                owner,
                next < 0 ? OptionalLong.empty() : OptionalLong.of(next),
                row.getString("registry"),
                pods);
    }

    /**
     * Commits what follows from a batch.
     *
     * @param nextOffset where the partition stands afterwards; one behind where it stands moves nothing
     * @param newPods pods to be watched from now on
     * @return the places in the outbox of what is to be told
     * @throws FencedException when somebody else has the partition; nothing was changed
     */
    public List<Long> commit(Claim claim, long nextOffset, Change change, Collection<String> newPods) {
        return database.inTransaction(connection -> {
            Uni<?> done = fence(connection, claim, MOVE, nextOffset);
            if (!newPods.isEmpty()) {
                done = then(
                        done, () -> run(connection, WATCH, of(claim).addArrayOfString(newPods.toArray(String[]::new))));
            }
            for (Statement statement : change.statements()) {
                done = then(done, () -> run(connection, statement.sql(), statement.arguments()));
            }
            if (change.outgoing().isEmpty()) {
                return done.replaceWith(List.<Long>of());
            }
            return then(done, () -> run(connection, PUT_OUT, putOut(claim, change.outgoing())))
                    .map(rows -> Database.rows(rows).stream()
                            .map(row -> row.getLong(0))
                            .sorted()
                            .toList());
        });
    }

    /** What was decided and perhaps not told, the oldest first; also proves that the claim still holds. */
    public List<Entry> outstanding(Claim claim, int limit) {
        return database.inTransaction(connection -> then(
                        fence(connection, claim, MOVE, -1L),
                        () -> run(connection, OUTSTANDING, of(claim).addInteger(limit)))
                .map(rows ->
                        Database.rows(rows).stream().map(PartitionStore::entry).toList()));
    }

    /** Kafka has acknowledged them. */
    public void told(Partition partition, Collection<Long> numbers) {
        database.execute(
                TOLD, Tuple.of(partition.topic(), partition.number()).addArrayOfLong(numbers.toArray(Long[]::new)));
    }

    /** All of the partition's values were told to this life of the registry. */
    public void toldRegistry(Claim claim, String registry) {
        var _ = database.inTransaction(connection -> fence(connection, claim, REGISTRY, registry));
    }

    /** None of the partition's connections is on this pod any more. */
    public void unwatch(Claim claim, String pod) {
        database.execute(UNWATCH, of(claim).addString(pod));
    }

    private static Uni<RowSet<Row>> fence(SqlConnection connection, Claim claim, String sql, Object value) {
        Tuple arguments = of(claim).addUUID(claim.owner()).addValue(value);
        return run(connection, sql, arguments).invoke(rows -> {
            if (rows.rowCount() == 0) {
                throw new FencedException(claim.partition());
            }
        });
    }

    private static Uni<RowSet<Row>> run(SqlConnection connection, String sql, Tuple arguments) {
        return connection.preparedQuery(sql).execute(arguments);
    }

    private static Uni<RowSet<Row>> then(Uni<?> before, Supplier<Uni<RowSet<Row>>> next) {
        return before.chain(_ -> next.get());
    }

    private static Tuple of(Claim claim) {
        return Tuple.of(claim.partition().topic(), claim.partition().number());
    }

    private static Tuple putOut(Claim claim, List<Outgoing> outgoing) {
        return of(claim)
                .addArrayOfString(texts(outgoing, Outgoing::eventId))
                .addArrayOfString(texts(outgoing, Outgoing::type))
                .addArrayOfOffsetDateTime(
                        outgoing.stream().map(one -> Database.utc(one.time())).toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(outgoing, Outgoing::channel))
                .addArrayOfString(texts(outgoing, Outgoing::stateKey))
                .addArrayOfString(outgoing.stream().map(Outgoing::data).toArray(String[]::new))
                .addArrayOfString(outgoing.stream().map(Outgoing::changedUser).toArray(String[]::new));
    }

    private static String[] texts(List<Outgoing> outgoing, Function<Outgoing, String> text) {
        return outgoing.stream().map(text).toArray(String[]::new);
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong("number"),
                new Outgoing(
                        row.getString("event_id"),
                        row.getString("type"),
                        row.getOffsetDateTime("event_time").toInstant(),
                        row.getString("channel"),
                        row.getString("state_key"),
                        row.getString("data"),
                        row.getString("changed_user")));
    }
}
