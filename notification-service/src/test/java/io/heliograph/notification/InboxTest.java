package io.heliograph.notification;

import static io.heliograph.notification.TopicReader.header;
import static io.heliograph.notification.TopicReader.key;
import static io.heliograph.notification.TopicReader.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.heliograph.cli.platform.oidc.AccessToken;
import io.heliograph.cli.platform.oidc.SigningKey;
import io.heliograph.cli.platform.oidc.TokenSigner;
import io.heliograph.notification.InboxClient.Answer;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
class InboxTest extends RunningService {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void isReadInPagesNewestFirstAndEquallyOldOnesOnceEach() {
        for (int i = 0; i < 5; i++) {
            emit(Events.notification("Number " + i, NOON.plusSeconds(i / 2), user)
                    .build());
        }
        awaitInbox(5);

        List<JsonNode> items = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Answer page = inbox.get("/notifications?limit=2");
        while (page.body().path("next").isTextual()) {
            items.addAll(items(page));
            sizes.add(items(page).size());
            assertThat(page.body().path("unread").intValue()).isEqualTo(5);
            page = inbox.get(
                    "/notifications?limit=2&after=" + page.body().path("next").textValue());
        }
        items.addAll(items(page));
        sizes.add(items(page).size());

        assertThat(page.body().path("next").isNull()).isTrue();
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(items)
                .extracting(item -> item.path("createdAt").textValue())
                .containsExactly(
                        "2026-01-01T12:00:02Z",
                        "2026-01-01T12:00:01Z",
                        "2026-01-01T12:00:01Z",
                        "2026-01-01T12:00:00Z",
                        "2026-01-01T12:00:00Z");
        assertThat(items).extracting(item -> item.path("title").textValue()).doesNotHaveDuplicates();
    }

    @Test
    void isEmptyForAUserWhoWasNeverNotified() {
        Answer answer = inbox.get("/notifications");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasToString("{\"items\":[],\"unread\":0,\"next\":null}");
    }

    @Test
    void doesNotShowWhatHasExpired() {
        emit(Events.notification("Gone", user)
                .withExtension("expirytime", "2026-01-01T00:00:00Z")
                .build());
        emit(Events.notification("Here", user).build());
        awaitInbox(1);

        Answer answer = inbox.get("/notifications");

        assertThat(titles(answer)).containsExactly("Here");
        assertThat(answer.body().path("unread").intValue()).isEqualTo(1);
    }

    @Test
    void aNotificationReadHereIsReadOnEveryDevice() {
        CloudEvent read = Events.notification("Read", NOON, user).build();
        emit(read);
        emit(Events.notification("Unread", NOON.plusSeconds(1), user).build());
        awaitInbox(2);

        Answer first = inbox.post("/notifications/" + idOf(read) + "/read");
        Answer again = inbox.post("/notifications/" + idOf(read) + "/read");

        assertThat(first.status()).isEqualTo(204);
        assertThat(again.status()).isEqualTo(204);
        Answer page = inbox.get("/notifications");
        assertThat(items(page))
                .extracting(item -> item.path("read").booleanValue())
                .containsExactly(false, true);
        assertThat(page.body().path("unread").intValue()).isEqualTo(1);
        List<ConsumerRecord<byte[], byte[]>> told = readPublications(2);
        assertThat(value(told.getFirst())).startsWith("{\"ids\":[\"" + idOf(read) + "\"],\"readAt\":");
        assertThat(header(told.getLast(), "ce_id")).isEqualTo(header(told.getFirst(), "ce_id"));
    }

    @Test
    void canBeMarkedAsReadAsAWhole() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(i -> {
                    CloudEvent event = Events.notification("Number " + i, NOON.plusSeconds(i), user)
                            .build();
                    emit(event);
                    return idOf(event).toString();
                })
                .toList();
        awaitInbox(3);

        Answer answer = inbox.post("/notifications/read-all");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(inbox.get("/notifications").body().path("unread").intValue()).isZero();
        assertThat(value(readPublications(1).getFirst())).contains(ids);
    }

    @Test
    void markingAsReadAnswersAlikeToForeignUnknownAndImpossibleIds() {
        CloudEvent event = Events.notification("Ann's", user).build();
        emit(event);
        awaitInbox(1);

        try (InboxClient stranger = InboxClient.of(service, signer(), "eve")) {
            Answer foreign = stranger.post("/notifications/" + idOf(event) + "/read");
            Answer unknown = stranger.post("/notifications/" + UUID.randomUUID() + "/read");
            Answer impossible = stranger.post("/notifications/42/read");

            assertProblem(foreign, 404, "not_found");
            assertThat(unknown).isEqualTo(foreign);
            assertThat(impossible).isEqualTo(foreign);
        }
        assertThat(inbox.get("/notifications").body().path("unread").intValue()).isEqualTo(1);
    }

    @Test
    void refusesWhatTheInterfaceDoesNotSay() {
        for (int i = 0; i < 2; i++) {
            emit(Events.notification("Number " + i, user).build());
        }
        awaitInbox(2);
        String cursor = inbox.get("/notifications?limit=1").body().path("next").textValue();

        for (String limit : List.of("0", "-1", "201", "many", "1.5", "99999999999")) {
            assertProblem(inbox.get("/notifications?limit=" + limit), 400, "malformed");
        }
        assertProblem(inbox.get("/notifications?after=e7.20"), 400, "malformed");
        assertProblem(inbox.get("/notifications?after=" + cursor.substring(1)), 400, "malformed");
        assertProblem(inbox.get("/notifications/nowhere/else"), 404, "not_found");
        assertThat(inbox.post("/notifications").status()).isEqualTo(405);
        try (InboxClient stranger = InboxClient.of(service, signer(), "eve")) {
            assertProblem(stranger.get("/notifications?after=" + cursor), 400, "malformed");
        }
    }

    @Test
    void letsNobodyInWithoutAValidToken() {
        Instant now = Instant.now();
        AccessToken valid = AccessToken.of(user, now, Duration.ofMinutes(5));
        TokenSigner stranger =
                new TokenSigner(SigningKey.generate(), infrastructure.issuer().url());
        TokenSigner otherIssuer = new TokenSigner(SigningKey.generate(), "https://issuer.example");
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("no token", "");
        tokens.put("no JWT", "secret");
        tokens.put("expired", signer().sign(valid.withValidity(now.minusSeconds(600), now.minusSeconds(300))));
        tokens.put("another audience", signer().sign(valid.withAudience("shop")));
        tokens.put("no subject", signer().sign(valid.withoutSubject()));
        tokens.put("another key", stranger.sign(valid));
        tokens.put("another issuer", otherIssuer.sign(valid));
        tokens.put("unsigned", unsigned(signer().sign(valid)));

        tokens.forEach((what, token) -> {
            try (InboxClient client = new InboxClient(service, token)) {
                for (Answer answer : List.of(client.get("/notifications"), client.post("/notifications/read-all"))) {
                    assertThat(answer.status()).as(what).isEqualTo(401);
                    assertThat(answer.authenticate()).as(what).startsWith("Bearer");
                    assertProblem(answer, 401, "unauthenticated");
                }
            }
        });
    }

    private List<ConsumerRecord<byte[], byte[]>> readPublications(int count) {
        try (TopicReader reader = publications()) {
            return reader.first(
                    count,
                    record -> key(record).equals("user:" + user)
                            && header(record, "ce_type").equals("notification.read"));
        }
    }

    private static String unsigned(String token) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + '.' + token.split("\\.", -1)[1] + '.';
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.body().path("status").intValue()).isEqualTo(status);
        assertThat(answer.body().path("code").textValue()).isEqualTo(code);
        assertThat(answer.body().path("detail").textValue()).isNotEmpty();
    }
}
