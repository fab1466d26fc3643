package io.heliograph.delivery.retention.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.delivery.retention.DayTable;
import io.heliograph.delivery.testing.Databases;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,postgres,redis"))
class DayTableKeeperTest {
    @Inject
    DayTableKeeper keeper;

    @Inject
    Pool pool;

    @Test
    void dropsTheTablesOfDaysThatNobodyMayReadAnyMore() {
        var database = new Databases(pool);
        database.pastDay(6);
        database.pastDay(30);
        database.pastDay(40);
        String detached = name(DayTable.Parent.PUBLICATION, 40);
        database.execute("ALTER TABLE delivery.publication DETACH PARTITION delivery.%s", detached);

        keeper.keep();

        assertThat(tables(database))
                .contains(name(DayTable.Parent.PUBLICATION, 6), name(DayTable.Parent.PUBLICATION, -3))
                .doesNotContain(
                        name(DayTable.Parent.PUBLICATION, 30),
                        detached,
                        name(DayTable.Parent.PROCESSED_EVENT, 6),
                        name(DayTable.Parent.PROCESSED_EVENT, 30));
    }

    @Test
    void leavesTheWorkToTheOneThatIsAtIt() {
        var database = new Databases(pool);
        database.pastDay(35);
        var other = pool.getConnection().await().indefinitely();
        other.query("SELECT pg_advisory_lock(%d)".formatted(DayTableKeeper.LOCK))
                .execute()
                .await()
                .indefinitely();

        keeper.keep();
        boolean keptMeanwhile = tables(database).contains(name(DayTable.Parent.PUBLICATION, 35));
        other.query("SELECT pg_advisory_unlock(%d)".formatted(DayTableKeeper.LOCK))
                .execute()
                .await()
                .indefinitely();
        other.close().await().indefinitely();
        keeper.keep();

        assertThat(keptMeanwhile).isTrue();
        assertThat(tables(database)).doesNotContain(name(DayTable.Parent.PUBLICATION, 35));
    }

    private static String name(DayTable.Parent parent, int daysAgo) {
        return new DayTable(parent, Databases.today().minusDays(daysAgo)).tableName();
    }

    private static List<String> tables(Databases database) {
        return StreamSupport.stream(
                        database.execute("SELECT tablename::text FROM pg_tables WHERE schemaname = 'delivery'")
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }
}
