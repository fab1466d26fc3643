package io.heliograph.delivery.append.postgres;

import static io.heliograph.delivery.testing.Events.batch;
import static io.heliograph.delivery.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.append.AppendOutcome;
import io.heliograph.delivery.append.Batch;
import io.heliograph.delivery.append.PublicationLog;
import io.heliograph.delivery.retention.DayTable;
import io.heliograph.delivery.retention.postgres.DayTableKeeper;
import io.heliograph.delivery.testing.Databases;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,postgres,redis"))
class PostgresPublicationLogTest {
    @Inject
    PublicationLog log;

    @Inject
    DayTableKeeper days;

    @Inject
    Pool pool;

    private Databases database;
    private TopicPartition partition;

    @BeforeEach
    void ownPartition(TestInfo test) {
        database = new Databases(pool);
        partition = new TopicPartition(test.getDisplayName(), 0);
        log.insertCheckpoint(partition, 0);
    }

    @Test
    void givesDenseOffsetsInTheOrderOfTheBatch() {
        var first = stored(log.append(
                batch(partition, 0, event("a1", "room:dense"), event("b1", "room:other"), event("a2", "room:dense"))));
        var second = stored(log.append(batch(partition, 3, event("a3", "room:dense"))));

        assertThat(first)
                .extracting(p -> p.channel().value() + "@" + p.offset())
                .containsExactly("room:dense@1", "room:other@1", "room:dense@2");
        assertThat(second).extracting(PodMessage.Publication::offset).containsExactly(3L);
        assertThat(second.getFirst().epoch())
                .isEqualTo(first.getFirst().epoch())
                .isBetween(1L, 9_000_000_000_000_000L);
        assertThat(log.checkpoint(partition)).hasValue(4);
    }

    @Test
    void storesWhatItHandsOn() {
        var full = new PublicationEvent(
                "full",
                "/shop",
                "order.shipped",
                Instant.parse("2026-01-01T12:00:00.123456789Z"),
                event("x", "room:full").channel(),
                "order-1",
                Instant.parse("2026-01-02T00:00:00.5Z"),
                Priority.HIGH,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                event("full", "room:full").data());

        stored(log.append(batch(partition, 0, full)));

        Row row = database.execute("SELECT * FROM delivery.publication WHERE channel = 'room:full'")
                .iterator()
                .next();
        assertThat(row.getString("event_id")).isEqualTo("/shop|full|room:full");
        assertThat(row.getString("source")).isEqualTo("/shop");
        assertThat(row.getString("id")).isEqualTo("full");
        assertThat(row.getOffsetDateTime("event_time").toInstant())
                .isEqualTo(Instant.parse("2026-01-01T12:00:00.123456Z"));
        assertThat(row.getShort("event_time_nanos")).isEqualTo((short) 789);
        assertThat(row.getOffsetDateTime("expires_at").toInstant()).isEqualTo(full.expiresAt());
        assertThat(row.getString("collapse_key")).isEqualTo("order-1");
        assertThat(row.getShort("priority")).isEqualTo((short) 2);
        assertThat(row.getBuffer("body").getBytes()).isEqualTo(full.data().array());
    }

    @Test
    void dropsAnEventThatWasStoredTodayOrYesterdayAndTakesItAgainAfterTwoDays() {
        stored(log.append(batch(partition, 0, event("once", "room:dedup"), event("once", "room:dedup"))));
        var again = stored(log.append(batch(partition, 2, event("once", "room:dedup"), event("new", "room:dedup"))));
        String key = event("once", "room:dedup").deduplicationKey();
        database.pastDay(1);
        database.execute("UPDATE delivery.processed_event SET day = day - 1 WHERE event_id = '%s'", key);
        var nextDay = stored(log.append(batch(partition, 4, event("once", "room:dedup"))));
        database.pastDay(2);
        database.execute("UPDATE delivery.processed_event SET day = day - 1 WHERE event_id = '%s'", key);
        var twoDaysLater = stored(log.append(batch(partition, 5, event("once", "room:dedup"))));

        assertThat(again).extracting(PodMessage.Publication::offset).containsExactly(2L);
        assertThat(nextDay).isEmpty();
        assertThat(twoDaysLater).extracting(PodMessage.Publication::offset).containsExactly(3L);
        assertThat(log.checkpoint(partition)).hasValue(6);
    }

    @Test
    void fencesAZombieAndChangesNothing() {
        Batch late = batch(partition, 0, event("a", "room:zombie"));
        stored(log.append(late));

        assertThat(log.append(late)).isEqualTo(new AppendOutcome.Fenced());
        assertThat(log.append(batch(partition, 5, event("b", "room:zombie")))).isEqualTo(new AppendOutcome.Fenced());
        assertThat(log.append(batch(new TopicPartition("nobody's", 0), 0, event("c", "room:zombie"))))
                .isEqualTo(new AppendOutcome.Fenced());
        assertThat(log.checkpoint(partition)).hasValue(1);
        assertThat(offsets("room:zombie")).containsExactly(1L);
    }

    @Test
    void saysThatTheDatabaseRefusesAValueAndChangesNothing() {
        assertThat(log.append(batch(partition, 0, event("good", "room:refused"), event("not\0good", "room:refused"))))
                .isEqualTo(new AppendOutcome.Refused("SQLSTATE 22021"));
        assertThat(log.checkpoint(partition)).hasValue(0);
        assertThat(offsets("room:refused")).isEmpty();
    }

    @Test
    void keepsTimesOfAnyCentury() {
        PublicationEvent plain = event("old", "room:old");
        var old = new PublicationEvent(
                plain.id(),
                plain.source(),
                plain.type(),
                Instant.parse("0001-01-01T00:00:00Z"),
                plain.channel(),
                plain.data());

        stored(log.append(batch(partition, 0, old)));

        assertThat(database.execute("SELECT event_time FROM delivery.publication WHERE channel = 'room:old'")
                        .iterator()
                        .next()
                        .getOffsetDateTime(0)
                        .toInstant())
                .isEqualTo(old.time());
    }

    @Test
    void storesTheSameBatchOnceItsDayIsMade() {
        String today = new DayTable(DayTable.Parent.PUBLICATION, Databases.today()).tableName();
        database.execute("ALTER TABLE delivery.publication DETACH PARTITION delivery.%s", today);
        database.execute("ALTER TABLE delivery.%s RENAME TO put_aside", today);
        Batch batch = batch(partition, 0, event("a", "room:day"));

        AppendOutcome before = log.append(batch);
        long checkpoint = log.checkpoint(partition).orElseThrow();
        days.ensure();
        var after = stored(log.append(batch));

        assertThat(before).isEqualTo(new AppendOutcome.DayMissing());
        assertThat(checkpoint).isZero();
        assertThat(after).extracting(PodMessage.Publication::offset).containsExactly(1L);
        database.execute("INSERT INTO delivery.publication SELECT * FROM delivery.put_aside");
        database.execute("DROP TABLE delivery.put_aside");
    }

    @Test
    void staysDenseWithFourWritersAndManyDuplicates() throws Exception {
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int writer = 0; writer < 4; writer++) {
            var own = new TopicPartition("writers", writer);
            log.insertCheckpoint(own, 0);
            writers.add(() -> writeWithDuplicates(own));
        }

        int stored = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                stored += writer.get();
            }
        }

        Row row = database.execute("""
                SELECT count(*), count(DISTINCT event_id), bool_and(dense) FROM (
                    SELECT event_id, channel_offset = row_number() OVER (PARTITION BY channel ORDER BY channel_offset) AS dense
                    FROM delivery.publication WHERE channel LIKE 'room:writer-%%') rows""").iterator().next();
        assertThat(row.getLong(0)).isEqualTo(stored).isEqualTo(row.getLong(1));
        assertThat(row.getBoolean(2)).isTrue();
        assertThat(stored).isBetween(1, 4 * 5 * 40);
    }

    private int writeWithDuplicates(TopicPartition own) {
        RandomGenerator random = new SplittableRandom(own.partition());
        int stored = 0;
        for (int round = 0; round < 30; round++) {
            PublicationEvent[] events = IntStream.range(0, 30)
                    .mapToObj(_ -> event(
                            "id-" + random.nextInt(40), "room:writer-" + own.partition() + "-" + random.nextInt(5)))
                    .toArray(PublicationEvent[]::new);
            stored += stored(log.append(batch(own, round * 30L, events))).size();
        }
        return stored;
    }

    private List<Long> offsets(String channel) {
        return StreamSupport.stream(
                        database.execute(
                                        "SELECT channel_offset FROM delivery.publication WHERE channel = '%s' ORDER BY 1",
                                        channel)
                                .spliterator(),
                        false)
                .map(row -> row.getLong(0))
                .toList();
    }

    private static List<PodMessage.Publication> stored(AppendOutcome outcome) {
        assertThat(outcome).isInstanceOf(AppendOutcome.Stored.class);
        return ((AppendOutcome.Stored) outcome).publications();
    }
}
