package io.heliograph.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.contracts.channel.Position;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PageTest extends RunningService {
    private final String page = "/feeds/" + feed + "/activities";

    @Test
    void leadsThroughAListInBothDirections() {
        Instant noon = Instant.now().minusSeconds(3_600);
        List<String> newestFirst = new ArrayList<>();
        for (int i = 0; i < 7; i++) { // some of the same time
            newestFirst.add(add("a" + i, List.of(feed), noon.plusSeconds(i / 2), ""));
        }
        follow(ann);
        soon(() -> assertThat(get(ann, page).ids()).hasSize(7));

        for (String list : List.of(page, "/timeline")) {
            Answer all = get(ann, list);
            Answer first = get(ann, list + "?limit=3");
            Answer second = get(
                    ann, list + "?limit=3&after=" + first.body().path("next").asText());
            Answer third = get(
                    ann, list + "?limit=3&after=" + second.body().path("next").asText());
            Answer back = get(
                    ann,
                    list + "?limit=3&before=" + third.body().path("previous").asText());
            Answer newer =
                    get(ann, list + "?before=" + first.body().path("previous").asText());

            List<String> walked = new ArrayList<>(first.ids());
            walked.addAll(second.ids());
            walked.addAll(third.ids());
            assertThat(walked).isEqualTo(all.ids()).containsExactlyInAnyOrderElementsOf(newestFirst);
            assertThat(third.body().has("next")).isFalse();
            assertThat(back.ids()).isEqualTo(second.ids());
            assertThat(newer.ids()).isEmpty();
        }
    }

    @Test
    void showsWhatBelongsTogetherAsOne() {
        add("one", "");
        String newest = add("two", "");
        soon(() -> assertThat(get(ann, page).ids()).hasSize(2));

        var items = get(ann, page + "?grouped=true").body().path("items");

        assertThat(items).hasSize(1);
        assertThat(items.at("/0/activity/id").asText()).isEqualTo(newest);
        assertThat(items.at("/0/actorCount").asInt()).isEqualTo(1);
        assertThat(items.at("/0/actors/0/name").asText()).isEqualTo("Zoe");
        assertThat(items.at("/0/ids")).hasSize(2);
    }

    @Test
    void saysWhichGroupsGoOnFromThePageBefore() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.addFirst(add("a" + i, List.of(feed), Instant.now().minusSeconds(60 - i), ""));
        }
        soon(() -> assertThat(get(ann, page).ids()).isEqualTo(ids));

        JsonNode first = get(ann, page + "?grouped=true&limit=2").body();
        JsonNode second = get(
                        ann,
                        page + "?grouped=true&limit=2&after="
                                + first.path("next").asText())
                .body();

        assertThat(first.at("/items/0").has("continues")).isFalse();
        assertThat(second.at("/items/0/continues").asText())
                .isEqualTo(first.at("/items/0/activity/id").asText())
                .isEqualTo(ids.getFirst());
        assertThat(texts(second.at("/items/0/ids"))).isEqualTo(ids.subList(2, 4));
        assertThat(second.path("items")).hasSize(1);
    }

    @Test
    void namesTheMergedFeedsThatAScreenCanListenTo() {
        follow(ann);
        follow(ann, feed + "-small");
        for (int i = 0; i < SmallBounds.MERGE_ABOVE; i++) {
            follow("p" + i + "-" + unique);
        }

        assertThat(texts(timeline(ann).body().path("merged"))).containsExactly("feed:" + feed);
        assertThat(send(ann, List.of(), List.of(), request("/timeline")).body().path("merged"))
                .isEmpty();
    }

    @Test
    void listsFollowersForWhoeverSpeaksForTheFeed() {
        List<String> people = List.of(ann, bob, carl);
        people.forEach(this::follow);
        String list = "/feeds/" + feed + "/followers?list=true";
        List<String> grant = List.of("feed:" + feed);

        JsonNode first =
                send("zoe", List.of(), grant, request(list + "&limit=2")).body();
        JsonNode second = send(
                        "zoe",
                        List.of(),
                        grant,
                        request(list + "&limit=2&after=" + first.path("next").asText()))
                .body();

        assertThat(first.path("followers").asInt()).isEqualTo(3);
        assertThat(first.path("users")
                        .valueStream()
                        .map(user -> user.path("user").asText()))
                .containsExactly(ann, bob);
        assertThat(second.path("users")
                        .valueStream()
                        .map(user -> user.path("user").asText()))
                .containsExactly(carl);
        assertThat(second.has("next")).isFalse();
        refused(get(ann, list), 403, "forbidden");
        refused(send("zoe", List.of(), grant, request(list + "&limit=0")), 400, "malformed");
        refused(send("zoe", List.of(), grant, request(list + "&after=" + "x".repeat(121))), 400, "malformed");
    }

    @Test
    void takesNoCursorOfAnybodyElse() {
        add("one", "");
        soon(() -> assertThat(get(ann, page).ids()).hasSize(1));
        String cursor = get(ann, page).body().path("previous").asText();
        String changed = (cursor.charAt(0) == 'A' ? "B" : "A") + cursor.substring(1);

        assertThat(get(ann, page + "?after=" + cursor).status()).isEqualTo(200);
        refused(get(bob, page + "?after=" + cursor), 400, "malformed");
        refused(get(ann, page + "?after=" + changed), 400, "malformed");
        refused(get(ann, "/timeline?after=" + cursor), 400, "malformed");
        refused(get(ann, page + "?after=" + cursor + "&before=" + cursor), 400, "malformed");
        refused(get(ann, page + "?limit=101"), 400, "malformed");
    }

    @Test
    void namesNoFeedThatItsReaderMayNotKnow() {
        String other = "secret-" + unique;
        follow(ann);
        String granted = feed + "-granted";
        String id = add("one", List.of(feed, other, granted), Instant.now(), "");
        soon(() -> assertThat(timeline(ann).ids()).containsExactly(id));

        assertThat(texts(get(ann, page).body().at("/items/0/feeds"))).containsExactly(feed, granted);
        assertThat(texts(timeline(ann).body().at("/items/0/feeds"))).containsExactly(feed, granted);
        assertThat(texts(send(bob, List.of("feed:" + other), List.of(), request("/feeds/" + other + "/activities"))
                        .body()
                        .at("/items/0/feeds")))
                .containsExactly(other);
        soon(() -> assertThat(store.of("timeline:" + ann)).isNotEmpty());
        assertThat(texts(json(store.of("timeline:" + ann).getFirst().data()).path("feeds")))
                .containsExactly(feed);
        soon(() -> assertThat(store.of("feed:" + other)).isNotEmpty());
        assertThat(texts(json(store.of("feed:" + other).getFirst().data()).path("feeds")))
                .containsExactly(other);
    }

    @Test
    void tellsNothingAboutActivitiesOfOthersBySeeingThem() {
        follow(ann);
        add("mine", "");
        String other = add("other", List.of("secret-" + unique), Instant.now(), "");
        String hidden = add("hidden", ",\"visibility\":{\"users\":[\"" + bob + "\"]}");
        soon(() -> assertThat(timeline(ann).ids()).hasSize(1));
        soon(() -> assertThat(get(bob, page).ids()).contains(hidden));
        soon(() -> assertThat(store.of("feed:secret-" + unique)).hasSize(1));

        for (String id : List.of(other, hidden, UUID.randomUUID().toString(), "x")) {
            Answer answer = put(ann, "/timeline/seen", "{\"upTo\":\"" + id + "\"}");
            refused(answer, 404, "not_found");
            assertThat(answer.body().path("detail").asText()).isEqualTo("no activity of the timeline has this id");
        }
        assertThat(timeline(ann).body().at("/unseen/unseen").asInt()).isEqualTo(1);
    }

    /** Most of the feed is for others, more than a page looks at in one go. */
    @Test
    void readsOnBehindWhatIsHidden() {
        String oldest = add("oldest", List.of(feed), Instant.now().minusSeconds(60), "");
        soon(() -> assertThat(get(ann, page).ids()).hasSize(1));
        for (int i = 0; i < 150; i++) {
            add("hidden" + i, ",\"visibility\":{\"users\":[\"" + bob + "\"]}");
        }
        soon(() -> assertThat(get(bob, page + "?limit=100").ids()).hasSize(100));
        String newest = add("newest", "");
        soon(() -> assertThat(get(ann, page).ids()).contains(newest));

        assertThat(get(ann, page + "?limit=2").ids()).containsExactly(newest, oldest);
    }

    @Test
    void needsAGrant() {
        refused(send("", List.of(), List.of(), request(page).GET()), 401, "unauthenticated");
        refused(send(ann, List.of(), List.of(), request(page).GET()), 403, "forbidden");
        refused(send(ann, List.of("feed:other"), List.of(), request(page).GET()), 403, "forbidden");
        refused(delete(bob, "/feeds/" + feed + "/followers/" + ann), 403, "forbidden");
        refused(put(bob, "/feeds/" + feed + "/followers/" + ann, ""), 403, "forbidden");
        refused(put(ann, "/feeds/other/followers/" + ann, ""), 403, "forbidden");
        refused(
                send(
                        ann,
                        List.of("feed:*"),
                        List.of(),
                        request("/feeds/user-" + ann + "/followers/" + ann).PUT(BodyPublishers.noBody())),
                403,
                "forbidden");
    }

    @Test
    void letsWhoeverSpeaksForAFeedAddFollowers() {
        var request = request("/feeds/" + feed + "/followers/" + ann).PUT(BodyPublishers.noBody());

        assertThat(send(bob, List.of(), List.of("feed:" + feed), request).status())
                .isEqualTo(204);

        var follows = get(ann, "/timeline/follows").body().path("follows");
        assertThat(follows.at("/0/feed").asText()).isEqualTo(feed);
        assertThat(follows).hasSize(1);
    }

    @Test
    void takesActivitiesOfUsersInTheirOwnName() {
        List<String> grant = List.of("feed:" + feed);
        String body = "{\"verb\":\"commented\",\"object\":{\"type\":\"d\",\"id\":\"p\"}%s}";

        Answer taken = post(ann, grant, page, body.formatted(""));

        assertThat(taken.status()).isEqualTo(202);
        String id = taken.body().path("id").asText();
        soon(() -> assertThat(get(ann, page).ids()).containsExactly(id));
        assertThat(get(ann, page).body().at("/items/0/actor/id").asText()).isEqualTo(ann);
        refused(post(ann, List.of(), page, body.formatted("")), 403, "forbidden");
        refused(post(ann, grant, page, body.formatted(",\"actor\":{\"id\":\"bob\"}")), 403, "forbidden");
        refused(
                post(ann, grant, page, body.formatted(",\"feeds\":[\"%s\",\"other\"]".formatted(feed))),
                403,
                "forbidden");
        refused(post(ann, grant, page, body.formatted(",\"visibility\":\"friends\"")), 422, "schema_violation");
        refused(post(ann, grant, page, "[]"), 422, "not_json");
        refused(
                post(ann, grant, page, body.formatted(",\"data\":{\"text\":\"%s\"}".formatted("ä".repeat(11_000)))),
                413,
                "too_large");
    }

    @Test
    void refusesWithAProblemABodyThatIsTooLarge() {
        String tooLarge = "{\"upTo\":\"" + "x".repeat(64 * 1024) + "\"}";

        refused(put(ann, "/timeline/seen", tooLarge), 413, "too_large");
    }

    @Test
    void answersNothingThatCouldHaveAGapWhileDeliveryStoreIsAway() {
        store.away(true);

        refused(get(ann, page), 503, "unavailable");
        refused(timeline(ann), 503, "unavailable");
    }

    /** Whatever a page does not have comes behind its position, and whatever comes twice has the same id. */
    @Test
    void joinsWithTheLiveStreamWithoutAGap() throws InterruptedException {
        follow(ann);
        int count = 120;
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < count; i++) {
                add("live" + i, "");
            }
        });
        List<Answer> timelines = new ArrayList<>();
        List<Answer> feeds = new ArrayList<>();
        Set<String> all = new HashSet<>();
        for (int i = 0; i < count; i++) {
            all.add(id("live" + i));
        }

        do {
            timelines.add(get(ann, "/timeline?limit=100"));
            feeds.add(get(ann, page + "?limit=100"));
        } while (store.of("timeline:" + ann).size() < count && timelines.size() < 2_000);
        writer.join();

        soon(() -> assertThat(store.of("timeline:" + ann)).hasSize(count));
        soon(() -> assertThat(store.of("feed:" + feed)).hasSize(count));
        timelines.forEach(
                answer -> assertThat(joined(answer, "timeline:" + ann)).isEqualTo(all));
        feeds.forEach(answer -> assertThat(joined(answer, "feed:" + feed)).isEqualTo(all));
    }

    private Set<String> joined(Answer answer, String channel) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("channel").asText()).isEqualTo(channel);
        Set<String> ids = new HashSet<>(answer.ids());
        // Pages end after 100: older ones are on the next page, and were told before.
        long position = Position.parse(answer.body().path("position").asText()).offset();
        if (answer.ids().size() == 100) {
            ids.addAll(get(
                            ann,
                            (channel.startsWith("feed") ? page : "/timeline") + "?limit=100&after="
                                    + answer.body().path("next").asText())
                    .ids());
        }
        store.of(channel).stream()
                .filter(one -> one.offset() > position)
                .forEach(one -> ids.add(json(one.data()).path("id").asText()));
        return ids;
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.body().path("code").asText()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
