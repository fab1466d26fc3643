package io.heliograph.delivery.append.postgres;

import static io.heliograph.delivery.testing.Events.batch;
import static io.heliograph.delivery.testing.Events.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.append.AppendOutcome;
import io.heliograph.delivery.append.PublicationLog;
import io.heliograph.delivery.dependency.postgres.Statements;
import io.heliograph.delivery.retention.postgres.DayTableKeeper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

@QuarkusTest
@WithTestResource(InfrastructureResource.class)
class PostgresPublicationLogTest {
    @Inject
    PublicationLog log;

    @Inject
    DayTableKeeper days;

    @Inject
    Pool pool;

    private Statements statements;
    private TopicPartition partition;

    @BeforeEach
    void ownPartition(TestInfo test) {
        statements = new Statements(pool, Duration.ofSeconds(20));
        io.heliograph.delivery.testing.Databases.awaitSchema(pool);
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

        Row row = statements
                .execute("SELECT * FROM delivery.publication WHERE channel = 'room:full'", Tuple.tuple())
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

    private static List<PodMessage.Publication> stored(AppendOutcome outcome) {
        assertThat(outcome).isInstanceOf(AppendOutcome.Stored.class);
        return ((AppendOutcome.Stored) outcome).publications();
    }
}
