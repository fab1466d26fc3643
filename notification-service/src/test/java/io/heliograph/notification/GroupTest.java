package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventType;
import io.heliograph.notification.InboxClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An inbox of, newest first: A3, single, B2, A2, B1, A1. */
@QuarkusTest
class GroupTest extends RunningService {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final CloudEvent newestOfA = ofGroup("a", "A3", 5);

    @BeforeEach
    void fill() {
        emit(ofGroup("a", "A1", 0));
        emit(ofGroup("b\\u0000", "B1", 1)); // text that PostgreSQL would not take
        emit(ofGroup("a", "A2", 2));
        emit(ofGroup("b\\u0000", "B2", 3));
        emit(Events.notification("single", NOON.plusSeconds(4), user).build());
        emit(newestOfA);
        awaitInbox(6);
    }

    @Test
    void itsNotificationsAreAPageOfTheirOwn() {
        Answer first = inbox.get("/notifications?group=a&limit=2");
        Answer second = inbox.get("/notifications?group=a&limit=2&after="
                + first.body().path("next").textValue());

        assertThat(titles(first)).containsExactly("A3", "A2");
        assertThat(titles(second)).containsExactly("A1");
        assertThat(second.body().path("next").isNull()).isTrue();
        assertThat(first.body().path("unread").intValue())
                .as("of the whole inbox")
                .isEqualTo(6);
        assertThat(items(first).getFirst().path("group").textValue()).isEqualTo("a");
        assertThat(titles(inbox.get("/notifications?group=b%00"))).containsExactly("B2", "B1");
        assertThat(titles(inbox.get("/notifications?group=c"))).isEmpty();
    }

    @Test
    void isOneItemOfAStackedInboxWithHowManyItHas() {
        inbox.post("/notifications/" + idOf(newestOfA) + "/read");

        List<JsonNode> stacks = new ArrayList<>();
        Answer page = inbox.get("/notifications?stacked=true&limit=1");
        stacks.addAll(items(page));
        while (page.body().path("next").isTextual()) {
            page = inbox.get("/notifications?stacked=true&limit=1&after="
                    + page.body().path("next").textValue());
            stacks.addAll(items(page));
        }

        assertThat(stacks)
                .extracting(item -> item.path("title").textValue() + " " + item.path("stack"))
                .containsExactly("A3 {\"count\":3,\"unread\":2}", "single ", "B2 {\"count\":2,\"unread\":2}");
        assertThat(items(inbox.get("/notifications?stacked=false")))
                .hasSize(6)
                .allSatisfy(item -> assertThat(item.has("stack")).isFalse());
    }

    @Test
    void standsByItsNextOneWhenTheNewestIsTakenBack() {
        emit(Events.retraction(newestOfA, user).build());
        awaitInbox(5);

        assertThat(items(inbox.get("/notifications?stacked=true")))
                .extracting(item -> item.path("title").textValue() + " " + item.path("stack"))
                .containsExactly("single ", "B2 {\"count\":2,\"unread\":2}", "A2 {\"count\":2,\"unread\":2}");
    }

    @Test
    void canBeMarkedAsReadAsAWhole() {
        assertThat(inbox.post("/notifications/read-all?group=a").status()).isEqualTo(204);

        assertThat(inbox.get("/notifications").body().path("unread").intValue()).isEqualTo(3);
        assertThat(items(inbox.get("/notifications?group=a")))
                .allSatisfy(item -> assertThat(item.path("read").booleanValue()).isTrue());
    }

    @Test
    void refusesWhatTheInterfaceDoesNotSay() {
        for (String query : List.of(
                "group=", "group=" + "x".repeat(201), "stacked=yes", "stacked=true&group=a", "stacked=true&group=")) {
            Answer answer = inbox.get("/notifications?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.body().path("code").textValue()).as(query).isEqualTo("malformed");
        }
        assertThat(inbox.post("/notifications/read-all?group=").status()).isEqualTo(400);
        assertThat(inbox.get("/notifications").body().path("unread").intValue()).isEqualTo(6);
    }

    private CloudEvent ofGroup(String group, String title, int second) {
        return Events.event(
                        EventType.NOTIFICATION,
                        "{\"recipients\":[\"%s\"],\"title\":\"%s\",\"group\":\"%s\"}".formatted(user, title, group))
                .withTime(NOON.plusSeconds(second).atOffset(ZoneOffset.UTC))
                .build();
    }
}
