package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init") // the test framework fills the field
class FanOutTest extends RunningService {
    @Inject
    DataSource source;

    @Inject
    Sql sql;

    @Test
    void reachesTheFeedAndEveryFollowerOnce() {
        List<String> people = IntStream.range(0, SmallBounds.MERGE_ABOVE)
                .mapToObj(i -> "p" + i + "-" + unique)
                .toList();
        people.forEach(this::follow);

        String id = add("one", "");
        add("one", "");
        String last = add("two", "");

        List<String> told = List.of("activity.added " + id, "activity.added " + last);
        soon(() -> assertThat(told("feed:" + feed)).isEqualTo(told));
        people.forEach(person -> {
            soon(() -> assertThat(told("timeline:" + person)).isEqualTo(told));
            assertThat(timeline(person).ids()).containsExactly(last, id);
        });
        assertThat(get(ann, "/feeds/" + feed + "/activities").ids()).containsExactly(last, id);
        assertThat(get(ann, "/feeds/" + feed + "/followers")
                        .body()
                        .path("followers")
                        .asInt())
                .isEqualTo(people.size());
    }

    @Test
    void updatesAndRemovesEverywhere() {
        follow(ann);
        String id = add("one", ",\"content\":\"before\"");
        soon(() -> assertThat(timeline(ann).ids()).containsExactly(id));

        update("one", "one:edited", ",\"content\":\"after\"");
        soon(() ->
                assertThat(timeline(ann).body().at("/items/0/content").asText()).isEqualTo("after"));
        retract("one");

        List<String> told = List.of("activity.added " + id, "activity.updated " + id, "activity.removed " + id);
        soon(() -> assertThat(told("timeline:" + ann)).isEqualTo(told));
        assertThat(told("feed:" + feed)).isEqualTo(told);
        assertThat(timeline(ann).ids()).isEmpty();
        assertThat(get(ann, "/feeds/" + feed + "/activities").ids()).isEmpty();
    }

    @Test
    void neverShowsWhatWasRetractedBeforeItCame() {
        follow(ann);

        retract("one");
        add("one", "");
        String later = add("two", "");

        soon(() -> assertThat(told("timeline:" + ann)).containsExactly("activity.added " + later));
        assertThat(timeline(ann).ids()).containsExactly(later);
        assertThat(told("feed:" + feed)).containsExactly("activity.added " + later);
    }

    @Test
    void tellsNobodyElseWhatIsForAFew() {
        follow(ann);
        follow(bob);

        String secret = add("secret", ",\"visibility\":{\"users\":[\"%s\",\"%s\"]}".formatted(ann, carl));
        String followers = add("followers", ",\"visibility\":\"followers\"");
        String open = add("open", "");

        soon(() -> assertThat(timeline(ann).ids()).containsExactly(open, followers, secret));
        soon(() -> assertThat(timeline(bob).ids()).containsExactly(open, followers));
        soon(() -> assertThat(told("timeline:" + bob))
                .containsExactly("activity.added " + followers, "activity.added " + open));
        assertThat(timeline(carl).ids()).isEmpty();
        String page = "/feeds/" + feed + "/activities";
        assertThat(get(ann, page).ids()).containsExactly(open, followers, secret);
        assertThat(get(bob, page).ids()).containsExactly(open, followers);
        assertThat(get(carl, page).ids()).containsExactly(open, secret);
        assertThat(get("dora-" + unique, page).ids()).containsExactly(open);
        soon(() -> assertThat(told("feed:" + feed)).containsExactly("activity.added " + open));
        assertThat(get(ann, page).body().toString()).doesNotContain(carl);
    }

    @Test
    void takesBackFromThoseWhoMayNoLongerSeeIt() {
        follow(ann);
        follow(bob);
        String id = add("one", "");
        soon(() -> assertThat(timeline(bob).ids()).containsExactly(id));

        update("one", "one:hidden", ",\"visibility\":{\"users\":[\"%s\"]}".formatted(ann));

        soon(() -> assertThat(told("timeline:" + ann))
                .containsExactly("activity.added " + id, "activity.removed " + id, "activity.added " + id));
        soon(() ->
                assertThat(told("timeline:" + bob)).containsExactly("activity.added " + id, "activity.removed " + id));
        assertThat(timeline(bob).ids()).isEmpty();
        assertThat(timeline(ann).ids()).containsExactly(id);
        assertThat(told("feed:" + feed)).containsExactly("activity.added " + id, "activity.removed " + id);
    }

    @Test
    void showsNothingThatATimelineIsStillToLose() throws SQLException {
        follow(ann);
        List<String> hidden = List.of(
                add("retracted", ""),
                add("secret", ",\"visibility\":{\"users\":[\"%s\"]}".formatted(ann)),
                add("followers", ",\"visibility\":\"followers\""));
        String open = add("open", List.of(feed), Instant.now().minusSeconds(60), "");
        soon(() -> assertThat(timeline(ann).ids()).hasSize(4).contains(open));
        retract("retracted");
        soon(() -> assertThat(told("timeline:" + ann)).contains("activity.removed " + hidden.getFirst()));

        // As it is between an update and the batch that takes it off this timeline.
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO feed.timeline_item SELECT ?, occurred_at, id FROM feed.activity WHERE event_id LIKE ?")) {
            statement.setString(1, carl);
            statement.setString(2, unique + "%");
            assertThat(statement.executeUpdate()).isEqualTo(4);
        }

        Answer page = get(carl, "/timeline?limit=1");
        assertThat(page.ids()).containsExactly(open);
        assertThat(page.body().has("next")).isTrue();
    }

    @Test
    void mergesLargeFeedsAndLosesNothingWhenTheyShrink() {
        List<String> people = IntStream.rangeClosed(0, SmallBounds.MERGE_ABOVE)
                .mapToObj(i -> "p" + i + "-" + unique)
                .toList();
        String person = people.getFirst();
        people.subList(0, SmallBounds.MERGE_ABOVE).forEach(this::follow);
        String written = add("written", "");
        soon(() -> assertThat(told("timeline:" + person)).containsExactly("activity.added " + written));
        follow(people.getLast());

        String merged = add("merged", "");
        String secret = add("secret", ",\"visibility\":{\"users\":[\"%s\"]}".formatted(person));
        soon(() -> assertThat(timeline(person).ids()).containsExactly(secret, merged, written));
        soon(() -> assertThat(timeline(people.get(1)).ids()).containsExactly(merged, written));
        people.subList(3, people.size())
                .forEach(one -> assertThat(delete(one, "/feeds/" + feed + "/followers/" + one)
                                .status())
                        .isEqualTo(204));
        String again = add("again", "");

        soon(() -> assertThat(timeline(person).ids()).containsExactly(again, secret, merged, written));
        soon(() -> assertThat(told("timeline:" + person))
                .containsExactly("activity.added " + written, "activity.added " + secret, "activity.added " + again));
        soon(() -> assertThat(told("feed:" + feed))
                .containsExactly("activity.added " + written, "activity.added " + merged, "activity.added " + again));
        assertThat(timeline(people.getLast()).ids()).isEmpty();
        assertThat(timeline(person).body().at("/unseen/unseen").asInt()).isEqualTo(4);
    }

    @Test
    void countsWhatIsUnseenForTheScreens() {
        follow(ann);
        String one = add("one", "");
        add("two", "");
        try (var signals = new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.SIGNALS.topicName())) {
            soon(() -> assertThat(timeline(ann).body().at("/unseen/unseen").asInt())
                    .isEqualTo(2));

            assertThat(put(ann, "/timeline/seen", "{\"upTo\":\"" + one + "\"}").status())
                    .isEqualTo(204);
            assertThat(timeline(ann).body().at("/unseen/unseen").asInt()).isEqualTo(1);
            assertThat(put(ann, "/timeline/seen", "{}").status()).isEqualTo(204);
            put(ann, "/timeline/seen", "{\"upTo\":\"" + one + "\"}");

            assertThat(timeline(ann).body().at("/unseen/unseen").asInt()).isZero();
            var told = signals.first(
                    1,
                    record -> TopicReader.key(record).equals("timeline:" + ann)
                            && TopicReader.value(record).equals("{\"unseen\":0}")
                            && TopicReader.header(record, "ce_time")
                                            .compareTo(Instant.now()
                                                    .minusSeconds(20)
                                                    .toString())
                                    > 0
                            && !TopicReader.header(record, "ce_id").isEmpty());
            assertThat(TopicReader.header(told.getLast(), "ce_statekey")).isEqualTo("unseen");
            assertThat(TopicReader.header(told.getLast(), "ce_type")).isEqualTo("io.heliograph.unseen.v1");
            assertThat(TopicReader.header(told.getLast(), "ce_durability")).isEqualTo("latest");
        }
    }

    @Test
    void handsOnTheTrace() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        follow(ann);

        emit(event(EventType.ACTIVITY, "traced", Instant.now(), activity(List.of(feed), ""))
                .withExtension("traceparent", trace)
                .build());

        try (var told = new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.PUBLICATIONS.topicName())) {
            assertThat(told.first(
                            2,
                            record -> Set.of("feed:" + feed, "timeline:" + ann).contains(TopicReader.key(record))))
                    .allSatisfy(record -> assertThat(TopicReader.header(record, "ce_traceparent"))
                            .isEqualTo(trace));
        }
    }

    @Test
    void tellsProducersWhatBecameOfTheirEvents() {
        emit(event(EventType.ACTIVITY, "taken", Instant.now(), activity(List.of(feed), ""))
                .withExtension("receipt", "all")
                .build());
        emit(EventType.ACTIVITY, "silent", Instant.now(), activity(List.of(feed), ""));
        emit(EventType.ACTIVITY, "refused", Instant.now().plusSeconds(3_600), activity(List.of(feed), ""));

        try (var receipts = new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.RECEIPTS.topicName())) {
            var mine = receipts.first(2, record -> TopicReader.value(record).contains(unique));
            assertThat(mine)
                    .extracting(
                            TopicReader::key,
                            record -> TopicReader.header(record, "ce_type"),
                            record -> json(TopicReader.value(record))
                                    .at("/event/id")
                                    .asText(),
                            record ->
                                    json(TopicReader.value(record)).path("code").asText())
                    .containsExactly(
                            tuple(SOURCE, EventType.RECEIPT_ACCEPTED, unique + "taken", ""),
                            tuple(SOURCE, EventType.RECEIPT_REJECTED, unique + "refused", "future_time"));
        }
    }

    @Test
    void setsAsideWhatCanNeverBeTaken() {
        emit(EventType.ACTIVITY, "future", Instant.now().plusSeconds(3_600), activity(List.of(feed), ""));
        emit(EventType.ACTIVITY, "unknown", Instant.now(), activity(List.of(feed), ",\"visibility\":\"friends\""));
        emit(
                EventType.ACTIVITY,
                "many",
                Instant.now(),
                activity(IntStream.range(0, 21).mapToObj(i -> feed + i).toList(), ""));
        emit(
                EventType.ACTIVITY,
                "large",
                Instant.now(),
                activity(List.of(feed), ",\"content\":\"" + "x".repeat(1_000_000) + "\""));
        String good = add("good", "");

        try (var letters = new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.ACTIVITIES.deadLetters())) {
            var mine = letters.first(4, record -> TopicReader.key(record).equals(feed));
            assertThat(mine)
                    .extracting(
                            record -> TopicReader.header(record, "heliograph-error-code"),
                            record -> TopicReader.header(record, "heliograph-error-pointer"))
                    .containsExactly(
                            tuple("future_time", "/attributes/time"),
                            tuple("schema_violation", "/visibility"),
                            tuple("schema_violation", "/feeds"),
                            tuple("too_large", ""));
            assertThat(mine)
                    .allSatisfy(record -> assertThat(TopicReader.header(record, "heliograph-hint"))
                            .isNotEmpty());
        }
        soon(() -> assertThat(get(ann, "/feeds/" + feed + "/activities").ids()).containsExactly(good));
    }

    /** As when a check of the service lets through what a table does not take. */
    @Test
    void setsAsideWhatItCannotStoreAndGoesOn() {
        sql.run("ALTER TABLE feed.activity ADD CONSTRAINT no_defect CHECK (event_id <> '" + unique + "defect')");
        try {
            add("defect", "");
            String good = add("good", "");
            soon(() ->
                    assertThat(get(ann, "/feeds/" + feed + "/activities").ids()).containsExactly(good));
        } finally {
            sql.run("ALTER TABLE feed.activity DROP CONSTRAINT no_defect");
        }

        try (var letters = new TopicReader(infrastructure.kafkaBootstrapServers(), Topic.ACTIVITIES.deadLetters())) {
            assertThat(letters.first(1, record -> TopicReader.key(record).equals(feed)))
                    .extracting(record -> TopicReader.header(record, "heliograph-error-code"))
                    .containsExactly("internal_error");
        }
    }
}
