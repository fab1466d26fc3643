package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.feed.activity.EventReference;
import io.heliograph.feed.activity.FeedEvent;
import io.heliograph.feed.activity.Outcome;
import io.heliograph.feed.store.postgres.ActivityRows;
import io.heliograph.feed.store.postgres.Database;
import io.heliograph.feed.store.postgres.Operation;
import io.heliograph.feed.store.postgres.Outbox;
import io.heliograph.feed.store.postgres.TimelineWriter;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A feed with so many followers, in batches of two, that much happens while one of its activities is carried to them. */
@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class LargeFeedTest extends RunningService {
    private static final int FOLLOWERS = 6_000;

    @Inject
    ActivityRows activities;

    @Inject
    Database database;

    @Inject
    Sql sql;

    @Test
    void makesASmallOneWaitForABatchOnly() {
        followLargeFeed();
        follow(ann, "team-" + unique + "-small");
        String large = add("large", "");
        soon(() -> assertThat(told("timeline:" + follower(0))).containsExactly("activity.added " + large));

        String small = add("small", List.of("team-" + unique + "-small"), Instant.now(), "");

        soon(() -> assertThat(told("timeline:" + ann)).containsExactly("activity.added " + small));
        assertThat(timelines(large)).isBetween(1L, FOLLOWERS - 1L);
        retract("large");
        soon(() -> assertThat(timelines(large)).isZero());
    }

    @Test
    void endsWithTheRemovalOfWhatIsRetractedMeanwhile() {
        followLargeFeed();
        String id = add("one", ",\"content\":\"withdrawn\"");
        soon(() -> assertThat(told("timeline:" + follower(0))).containsExactly("activity.added " + id));

        retract("one");

        soon(() -> assertThat(pending(id)).isZero());
        assertThat(timelines(id)).isZero();
        soon(() -> assertThat(told("feed:" + feed)).containsExactly("activity.added " + id, "activity.removed " + id));
        List<List<String>> told = IntStream.range(0, FOLLOWERS)
                .mapToObj(i -> told("timeline:" + follower(i)))
                .toList();
        assertThat(told)
                .contains(List.of())
                .filteredOn(one -> !one.isEmpty())
                .allSatisfy(one -> assertThat(one).endsWith("activity.removed " + id));
    }

    /** As several processes do; the service's own worker is one more. */
    @Test
    void isCarriedOnceHoweverManyDoIt() {
        followers(50);
        List<String> ids = IntStream.range(0, 8).mapToObj(i -> add("a" + i, "")).toList();
        IntStream.range(0, 8).forEach(i -> update("a" + i, "a" + i + ":edited", ",\"content\":\"after\""));
        soon(() -> assertThat(told("feed:" + feed)).hasSize(16));

        var writers = Stream.generate(() -> new TimelineWriter(database, 2))
                .limit(4)
                .map(writer -> CompletableFuture.runAsync(() -> {
                    while (writer.step() >= 0) {
                        Thread.onSpinWait();
                    }
                }))
                .toList();
        writers.forEach(CompletableFuture::join);

        soon(() -> assertThat(sql.count("SELECT count(*) FROM feed.change WHERE NOT done"))
                .isZero());
        for (int i = 0; i < 50; i++) {
            String channel = "timeline:" + follower(i);
            soon(() -> assertThat(told(channel)).hasSize(16));
            ids.forEach(id ->
                    assertThat(told(channel)).containsSubsequence("activity.added " + id, "activity.updated " + id));
        }
    }

    @Test
    void sendsNoTextOnceTheRetractionIsCommitted() {
        takeLease();
        var cause = new EventReference(SOURCE, unique + "retraction");
        List<CompletableFuture<Outcome>> retracting = new CopyOnWriteArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            String event = "try" + UUID.randomUUID();
            String id = add(event, "");
            soon(() -> assertThat(sql.count("SELECT count(*) FROM feed.activity WHERE id = '" + id + "'"))
                    .isOne());
            var retraction = new FeedEvent.Retracted(cause, Instant.now(), new EventReference(SOURCE, unique + event));
            new Outbox(database).tell(FOLLOWERS, entries -> {
                if (entries.stream().anyMatch(entry -> entry.document().contains(id))) {
                    retracting.add(CompletableFuture.supplyAsync(() -> activities.apply(retraction, null)));
                    soon(() -> assertThat(
                                    sql.count(
                                            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%feed.activity%'"))
                            .isPositive());
                    assertThat(retracting.getFirst()).isNotDone();
                }
            });
            return !retracting.isEmpty();
        });

        assertThat(retracting.getFirst().join()).isInstanceOf(Outcome.Remove.class);
        sql.run("DELETE FROM feed.lease");
        soon(() ->
                assertThat(told("feed:" + feed)).isNotEmpty().last().asString().startsWith("activity.removed"));
    }

    @Test
    void tellsNothingOfWhatWasWithdrawnBeforeItsTurn() {
        takeLease();
        soon(() -> {
            String event = "try" + UUID.randomUUID();
            String id = add(event, "");
            retract(event);
            soon(() -> assertThat(sql.count(
                            "SELECT count(*) FROM feed.activity WHERE document IS NULL AND id = '" + id + "'"))
                    .isOne());
            new Outbox(database)
                    .tell(
                            FOLLOWERS,
                            entries -> assertThat(entries)
                                    .filteredOn(entry -> entry.document().contains(id))
                                    .extracting(Outbox.Entry::operation)
                                    .containsExactly(Operation.REMOVED));
        });
        sql.run("DELETE FROM feed.lease");
    }

    /** The service's own worker finds out within half a second, and lets go. */
    private void takeLease() {
        sql.run("INSERT INTO feed.lease VALUES ('delivery', gen_random_uuid(), now() + interval '1 minute') "
                + "ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, until = EXCLUDED.until");
    }

    private void followLargeFeed() {
        followers(FOLLOWERS);
    }

    private void followers(int count) {
        sql.run("INSERT INTO feed.feed (id, followers) VALUES (?, " + count + ")", feed);
        sql.run(
                "INSERT INTO feed.follow (feed_id, user_id) SELECT ?, ? || to_char(n, 'FM0000') FROM generate_series(0, "
                        + (count - 1) + ") n",
                feed,
                unique);
    }

    private String follower(int number) {
        return unique + "%04d".formatted(number);
    }

    private long timelines(String id) {
        return sql.count("SELECT count(*) FROM feed.timeline_item WHERE activity_id = '" + id + "'");
    }

    private long pending(String id) {
        return sql.count("SELECT count(*) FROM feed.change WHERE NOT done AND activity_id = '" + id + "'")
                + sql.count("SELECT count(*) FROM feed.outbox");
    }
}
