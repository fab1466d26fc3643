package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.feed.retention.RetentionPolicy;
import io.heliograph.feed.store.postgres.Database;
import io.heliograph.feed.store.postgres.Sweep;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class RetentionTest extends RunningService {
    private static final Duration AGE = Duration.ofDays(90);
    private static final Duration REMEMBER = Duration.ofDays(30);
    private static final int LIMIT = 100;

    @Inject
    Database database;

    @Inject
    Sql sql;

    @Test
    void removesWhatIsOldEverywhereAndKeepsCursorsOfUse() {
        follow(ann);
        Instant today = Instant.now();
        String old = add("old", List.of(feed), today.minus(Duration.ofDays(80)), "");
        String young = add("young", List.of(feed), today.minus(Duration.ofDays(60)), "");
        String newest = add("newest", List.of(feed), today, "");
        soon(() -> assertThat(timeline(ann).ids()).containsExactly(newest, young, old));
        soon(() -> assertThat(told("timeline:" + ann)).hasSize(3));
        String behindNewest = get(ann, "/timeline?limit=1").body().path("next").asText();
        String behindOld =
                get(ann, "/timeline?limit=100").body().path("previous").asText();

        sweep(today.plus(Duration.ofDays(20)), 10_000);

        assertThat(timeline(ann).ids()).containsExactly(newest, young);
        assertThat(get(ann, "/feeds/" + feed + "/activities").ids()).containsExactly(newest, young);
        assertThat(get(ann, "/timeline?after=" + behindNewest).ids()).containsExactly(young);
        assertThat(get(ann, "/timeline?before=" + behindOld).status()).isEqualTo(200);
        for (String table :
                List.of("activity WHERE id", "feed_item WHERE activity_id", "timeline_item WHERE activity_id")) {
            assertThat(sql.count("SELECT count(*) FROM feed." + table + " = '" + old + "'"))
                    .isZero();
        }
    }

    @Test
    void keepsTheNewestOfALongTimeline() {
        follow(ann);
        Instant today = Instant.now();
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < LIMIT + 20; i++) {
            newestFirst.add(add("a" + i, List.of(feed), today.minusSeconds(i), ""));
        }
        soon(() -> assertThat(sql.count("SELECT count(*) FROM feed.timeline_item WHERE user_id = '" + ann + "'"))
                .isEqualTo(LIMIT + 20));

        sweep(today, LIMIT);

        assertThat(timeline(ann).body().has("next")).isTrue();
        assertThat(sql.count("SELECT count(*) FROM feed.timeline_item WHERE user_id = '" + ann + "'"))
                .isEqualTo(LIMIT);
        assertThat(get(ann, "/timeline?limit=100").ids()).isEqualTo(newestFirst.subList(0, LIMIT));
    }

    @Test
    void takesNothingThatWouldBeRemovedAtOnce() {
        Instant old = Instant.now().minus(AGE).minusSeconds(60);
        emit(EventType.ACTIVITY, "old", old, activity(List.of(feed), ""));

        try (var letters = new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.ACTIVITIES.deadLetters())) {
            var letter = letters.first(1, record -> TopicReader.key(record).equals(feed))
                    .getFirst();
            assertThat(TopicReader.header(letter, "heliograph-error-code")).isEqualTo("invalid_attribute");
            assertThat(TopicReader.header(letter, "heliograph-hint")).contains("feed.retention (PT2160H)");
        }
    }

    private void sweep(Instant now, int timelineLimit) {
        var sweep = new Sweep(database, new RetentionPolicy(AGE, timelineLimit), REMEMBER);
        while (sweep.step(now, 0)) {
            // one after the other
        }
    }
}
