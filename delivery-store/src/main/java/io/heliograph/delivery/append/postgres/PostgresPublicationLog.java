package io.heliograph.delivery.append.postgres;

import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.UserSource;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.append.AppendOutcome;
import io.heliograph.delivery.append.Batch;
import io.heliograph.delivery.append.PublicationLog;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.postgres.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.DatabaseException;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;

/** The log in PostgreSQL: one call of {@code append_batch} per batch, a transaction of its own. */
public final class PostgresPublicationLog implements PublicationLog {
    private static final String APPEND =
            "SELECT o_index, o_epoch, o_offset, o_at FROM delivery.append_batch($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    private static final String FENCED = "55000";
    private static final String NO_PARTITION = "23514";
    private static final String DATA_EXCEPTION_CLASS = "22";

    private final Statements statements;
    private final String owner;
    /** Leaves connections to those who read; more appends at once gain nothing. Fair, so that no partition starves. */
    private final Semaphore turns;

    /** @param owner the name of this process, stored with the checkpoint for operators */
    public PostgresPublicationLog(Statements statements, String owner, int maxConcurrentAppends) {
        this.statements = statements;
        this.owner = owner;
        this.turns = new Semaphore(maxConcurrentAppends, true);
    }

    @Override
    public OptionalLong checkpoint(TopicPartition partition) {
        RowSet<Row> rows = statements.execute(
                "SELECT next_offset FROM delivery.partition_checkpoint WHERE topic = $1 AND kafka_partition = $2",
                Tuple.of(partition.topic(), partition.partition()));
        return rows.size() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(rows.iterator().next().getLong(0));
    }

    @Override
    public void insertCheckpoint(TopicPartition partition, long offset) {
        statements.execute(
                "INSERT INTO delivery.partition_checkpoint (topic, kafka_partition, next_offset, owner) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                Tuple.of(partition.topic(), partition.partition(), offset, owner));
    }

    @Override
    public AppendOutcome append(Batch batch) {
        Tuple arguments = Tuple.newInstance(BatchArguments.of(batch, owner));
        turns.acquireUninterruptibly();
        try {
            return new AppendOutcome.Stored(
                    StreamSupport.stream(statements.execute(APPEND, arguments).spliterator(), false)
                            .sorted(Comparator.comparingInt(row -> row.getInteger(0)))
                            .map(row -> stored(batch, row))
                            .toList());
        } catch (DependencyException e) {
            if (e.getCause() instanceof DatabaseException problem) {
                return outcome(problem, e);
            }
            throw e;
        } finally {
            turns.release();
        }
    }

    /** What the server says of a statement that it rolled back; everything else it says leaves the outcome unknown. */
    private static AppendOutcome outcome(DatabaseException problem, DependencyException unknown) {
        String state = problem.getSqlState() == null ? "" : problem.getSqlState();
        if (state.equals(FENCED)) {
            return new AppendOutcome.Fenced();
        }
        if (state.equals(NO_PARTITION)) {
            return new AppendOutcome.DayMissing();
        }
        if (state.startsWith(DATA_EXCEPTION_CLASS)) {
            return new AppendOutcome.Refused("SQLSTATE " + state);
        }
        throw unknown;
    }

    private static PodMessage.Publication stored(Batch batch, Row row) {
        PublicationEvent event = batch.publications().get(row.getInteger(0) - 1).event();
        OffsetDateTime at = row.getOffsetDateTime(3);
        return new PodMessage.Publication(
                event.channel(),
                row.getLong(1),
                row.getLong(2),
                event.id(),
                event.type(),
                event.time(),
                at.toInstant(),
                event.priority(),
                event.expiresAt(),
                event.collapseKey(),
                UserSource.user(event.source()).orElse(null),
                event.traceparent(),
                event.data());
    }
}
