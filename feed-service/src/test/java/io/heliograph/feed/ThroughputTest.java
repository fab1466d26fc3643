package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.feed.activity.Activity;
import io.heliograph.feed.activity.EventReference;
import io.heliograph.feed.activity.FeedEvent;
import io.heliograph.feed.activity.Visibility;
import io.heliograph.feed.page.Window;
import io.heliograph.feed.store.postgres.ActivityRows;
import io.heliograph.feed.store.postgres.Database;
import io.heliograph.feed.store.postgres.Item;
import io.heliograph.feed.store.postgres.ListRows;
import io.heliograph.feed.store.postgres.TimelineWriter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Measures, and asserts nothing about time: {@code mvn test -Dtest=ThroughputTest -Dtest.jvm.flags=-Dheliograph.measure=true}. */
@QuarkusTest
@EnabledIfSystemProperty(named = "heliograph.measure", matches = "true")
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class ThroughputTest extends RunningService {
    private static final int FOLLOWERS = 10_000;
    private static final int ITEMS = 100_000;
    private static final int PAGES = 500;
    private static final int LARGE_FEEDS = 20;

    @Inject
    Database database;

    @Inject
    ActivityRows activities;

    @Inject
    ListRows lists;

    @Inject
    DataSource source;

    /** The service's own worker may take some of the batches: then both write, and the time is that of all. */
    @Test
    void writesTimelines() throws SQLException {
        run("INSERT INTO feed.feed (id, followers) VALUES (?, " + FOLLOWERS + ")", feed);
        run(
                "INSERT INTO feed.follow (feed_id, user_id) SELECT ?, 'm' || n || ? FROM generate_series(1, "
                        + FOLLOWERS + ") n",
                feed,
                unique);
        var writer = new TimelineWriter(database, 1_000);
        for (int i = 0; i < 3; i++) { // the first ones warm up
            long start = System.nanoTime();
            String id = apply("fan" + i, feed);
            while (rows(id) < FOLLOWERS) {
                writer.step();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "fan-out to %d timelines: %.2f s, %.0f rows/s%n", FOLLOWERS, seconds, FOLLOWERS / seconds);
        }
        long start = System.nanoTime();
        soon(() -> assertThat(count("SELECT count(*) FROM feed.outbox")).isZero());
        System.out.printf(
                "until all was told and acknowledged by Kafka: %.2f s more%n", (System.nanoTime() - start) / 1e9);
    }

    /** Of authors above the limit: each activity is stored once, and found when a follower reads. */
    @Test
    void mergesFeedsThatAreTooLargeToBeWritten() throws SQLException {
        run(
                "INSERT INTO feed.feed (id, followers, merging, ever_merged) SELECT ? || n, " + (FOLLOWERS + 1)
                        + ", true, true FROM generate_series(1, " + LARGE_FEEDS + ") n",
                feed);
        run(
                "INSERT INTO feed.follow (feed_id, user_id, since) SELECT ? || n, ?, now() - interval '1 year' FROM generate_series(1, "
                        + LARGE_FEEDS + ") n",
                feed,
                ann);
        run(
                "INSERT INTO feed.activity (id, source, event_id, occurred_at, actor, visibility, feeds, group_key, document) "
                        + "SELECT gen_random_uuid(), ?, n::text, now() - make_interval(secs => n), 'zoe', 'public', "
                        + "ARRAY[? || (n % " + LARGE_FEEDS + " + 1)], gen_random_uuid()::text, "
                        + "'{\"id\":\"x\",\"actor\":{\"id\":\"zoe\"},\"content\":\"' || repeat('x', 300) || '\"}' "
                        + "FROM generate_series(1, " + ITEMS + ") n",
                unique,
                feed);
        run(
                "INSERT INTO feed.feed_item SELECT feeds[1], occurred_at, id, true FROM feed.activity WHERE source = ?",
                unique);
        run("ANALYZE feed.feed_item");
        run("ANALYZE feed.activity");
        long[] nanos = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            long start = System.nanoTime();
            String id = apply("merged" + i, feed + 1);
            nanos[i] = System.nanoTime() - start;
            assertThat(rows(id)).isZero();
        }
        report("an activity of an author with " + (FOLLOWERS + 1) + " followers, committed", nanos);
        readPages("pages of 25 merged of " + LARGE_FEEDS + " such feeds with " + ITEMS + " activities, rows");
    }

    @Test
    void readsALongTimeline() throws SQLException {
        run(
                "INSERT INTO feed.activity (id, source, event_id, occurred_at, actor, visibility, feeds, group_key, document) "
                        + "SELECT gen_random_uuid(), ?, n::text, now() - make_interval(secs => n), 'zoe', 'public', ARRAY['x'], gen_random_uuid()::text, "
                        + "'{\"id\":\"x\",\"actor\":{\"id\":\"zoe\"},\"content\":\"' || repeat('x', 300) || '\"}' "
                        + "FROM generate_series(1, " + ITEMS + ") n",
                unique);
        run(
                "INSERT INTO feed.timeline_item SELECT ?, occurred_at, id FROM feed.activity WHERE source = ?",
                ann,
                unique);
        run("ANALYZE feed.timeline_item");
        run("ANALYZE feed.activity");
        readPages("pages of 25 of a timeline of " + ITEMS + ", rows");
        long[] nanos = new long[PAGES];
        for (int i = 0; i < PAGES; i++) {
            long start = System.nanoTime();
            assertThat(timeline(ann).status()).isEqualTo(200);
            nanos[i] = System.nanoTime() - start;
        }
        report("the first page over HTTP, position and unseen included", nanos);
    }

    private void readPages(String what) {
        long[] nanos = new long[PAGES];
        Window window = Window.first(25);
        for (int i = 0; i < PAGES; i++) {
            long start = System.nanoTime();
            List<Item> items = lists.timeline(ann, window).items();
            nanos[i] = System.nanoTime() - start;
            assertThat(items).hasSize(25);
            window = new Window(false, Optional.of(items.getLast().place()), 25);
        }
        report(what, nanos);
    }

    private String apply(String event, String feed) {
        var reference = new EventReference("/measure", unique + event);
        activities.apply(
                new FeedEvent.Added(new Activity(
                        reference,
                        Instant.now().truncatedTo(ChronoUnit.MICROS),
                        "zoe",
                        List.of(feed),
                        new Visibility.Everybody(),
                        new UUID(0, 1).toString(),
                        "{\"id\":\"x\"}")),
                null);
        return reference.uuid().toString();
    }

    private long rows(String activity) throws SQLException {
        return count("SELECT count(*) FROM feed.timeline_item WHERE activity_id = '" + activity + "'");
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void run(String sql, String... arguments) throws SQLException {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            statement.execute();
        }
    }

    private static void report(String what, long[] nanos) {
        long[] sorted = Arrays.copyOfRange(nanos, nanos.length / 5, nanos.length); // without the warm-up
        Arrays.sort(sorted);
        System.out.printf(
                "%s: p50 %.1f ms, p99 %.1f ms%n",
                what, sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 99 / 100] / 1e6);
    }
}
