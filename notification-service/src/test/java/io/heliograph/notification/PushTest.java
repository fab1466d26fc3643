package io.heliograph.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.notification.InboxClient.Answer;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.push.Browser;
import io.heliograph.notification.push.PushEndpoint.Received;
import io.heliograph.notification.push.PushMessage;
import io.heliograph.notification.push.PushOutcome;
import io.heliograph.notification.push.PushReason;
import io.heliograph.notification.push.PushRecord;
import io.heliograph.notification.push.PushResult;
import io.heliograph.notification.push.PushSubscription;
import io.heliograph.notification.push.VapidToken;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SpecialCategories.class)
@WithTestResource(PushResource.class)
@SuppressWarnings("NullAway.Init") // the test framework fills the fields
class PushTest extends RunningService {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Browser browser = new Browser();
    PushResource.Surroundings surroundings;

    @Inject
    RedisDataSource redis;

    @Inject
    PushRecord record;

    @BeforeEach
    void settle() {
        registryIsOld(Duration.ofMinutes(2));
        surroundings.endpoint().answer(201);
        surroundings.store().answerWith(200);
    }

    @Test
    void tellsBrowsersTheKeyToSubscribeWith() {
        assertThat(inbox.get("/notifications/push-key").body())
                .hasToString("{\"key\":\"" + surroundings.publicKey() + "\"}");
    }

    @Test
    void sendsWhatNoDeviceAcknowledgedToTheBrowserThatSubscribed() throws Exception {
        subscribe("phone", browser);
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));

        isDue(id);

        PushResult result = awaitResult(id);
        assertThat(result.device()).isEqualTo("phone");
        assertThat(result.outcome()).isEqualTo(PushOutcome.SENT);
        Received received = received("phone").getFirst();
        JsonNode payload = MAPPER.readTree(browser.decrypt(received.body()));
        assertThat(payload.path("id").textValue()).isEqualTo(id.toString());
        assertThat(payload.path("tag").textValue()).isEqualTo(id.toString());
        assertThat(payload.path("title").textValue()).isEqualTo("Shipped");
        assertThat(received.headers())
                .containsEntry("ttl", Long.toString(ttlOf(received)))
                .containsEntry("urgency", "normal");
        assertThat(ttlOf(received)).isBetween(1L, PushMessage.MAX_TTL.toSeconds());
        VapidToken token = VapidToken.verify(received.header("authorization"), browser);
        assertThat(token.key()).isEqualTo(surroundings.publicKey());
        assertThat(record.of(id).dueAt()).isNull();
        assertThat(inbox.get("/notifications/" + id + "/why").body().at("/push/results/0/text"))
                .hasToString('"' + PushReason.UNACKNOWLEDGED.text() + '"');
    }

    @Test
    void givesDevicesTimeToAcknowledgeWhatAlerts() {
        NotificationId normal = notified();
        CloudEvent low = Events.event(
                        EventType.NOTIFICATION,
                        "{\"recipients\":[\"" + user + "\"],\"title\":\"Low\",\"priority\":\"low\"}")
                .build();
        emit(low);
        awaitInbox(2);

        assertThat(record.of(normal).dueAt())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(58)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(record.of(idOf(low)).dueAt()).isNull();
    }

    @Test
    void sendsNothingThatADeviceAcknowledged() {
        subscribe("phone", browser);
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));
        surroundings.store().acknowledged(user, 1);

        isDue(id);

        assertCancelled(id, PushReason.ACKNOWLEDGED);
    }

    @Test
    void sendsNothingThatWasReadOnAnotherDevice() {
        subscribe("phone", browser);
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));
        assertThat(inbox.post("/notifications/" + id + "/read").status()).isEqualTo(204);

        isDue(id);

        assertCancelled(id, PushReason.READ);
    }

    @Test
    void waitsForAYoungRegistryAndForTheStore() {
        subscribe("phone", browser);
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));
        surroundings.store().answerWith(503);
        registryIsOld(Duration.ZERO);

        isDue(id);

        awaitMetric("heliograph_push_put_off_total{reason=\"registry_young\"");
        registryIsOld(Duration.ofMinutes(2));
        awaitMetric("heliograph_push_put_off_total{reason=\"store_away\"");
        assertThat(received("phone")).isEmpty();
        assertThat(record.of(id).dueAt()).isNotNull();
        assertThat(record.of(id).waitsFor()).isEqualTo(PushReason.STORE_AWAY);
        assertThat(inbox.get("/notifications/" + id + "/why").body().at("/push/text"))
                .hasToString('"' + PushReason.STORE_AWAY.text() + '"');
        surroundings.store().answerWith(200);
        assertThat(awaitResult(id).outcome()).isEqualTo(PushOutcome.SENT);
    }

    @Test
    void removesASubscriptionThatThePushServiceDoesNotKnowAnyMore() {
        subscribe("phone", browser);
        surroundings.endpoint().answer(410);
        NotificationId first = notified();
        NotificationId second = notified();
        surroundings.store().published(user, List.of(first.toString(), second.toString()));

        isDue(first);
        assertThat(awaitResult(first).reason()).isEqualTo(PushReason.SUBSCRIPTION_GONE);
        isDue(second);

        assertCancelled(second, PushReason.NO_SUBSCRIPTION);
        assertThat(received("phone")).hasSize(1);
    }

    @Test
    void triesAgainWhenThePushServiceIsOverloaded() throws Exception {
        subscribe("phone", browser);
        surroundings.endpoint().answer(429, Map.of("Retry-After", "0"), 0);
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));

        isDue(id);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(received("phone")).hasSizeGreaterThan(1));
        surroundings.endpoint().answer(201);

        assertThat(awaitResult(id).outcome()).isEqualTo(PushOutcome.SENT);
        assertThat(received("phone"))
                .extracting(received -> received.header("topic"))
                .containsOnly(received("phone").getFirst().header("topic"));
    }

    @Test
    void keepsTheLatestDevicesOfAUser() {
        for (int i = 0; i <= PushSubscription.MAX_DEVICES; i++) {
            subscribe("device-" + i, new Browser());
        }
        subscribe("device-1", new Browser()); // confirmed again, in the place of its former one
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));

        isDue(id);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(record.of(id).dueAt()).isNull());
        assertThat(record.of(id).results())
                .hasSize(PushSubscription.MAX_DEVICES)
                .extracting(PushResult::device)
                .doesNotContain("device-0")
                .doesNotHaveDuplicates()
                .contains("device-1");
    }

    @Test
    void sendsNothingToADeviceThatUnsubscribed() {
        subscribe("phone", browser);
        assertThat(inbox.delete("/notifications/push-subscriptions/phone").status())
                .isEqualTo(204);
        assertThat(inbox.delete("/notifications/push-subscriptions/phone").status())
                .isEqualTo(204);
        NotificationId id = notified();

        isDue(id);

        assertCancelled(id, PushReason.NO_SUBSCRIPTION);
    }

    @Test
    void knowsDevicesByAnyNameThatConnectionsMayHave() {
        subscribe("Ann's%20phone%2F1", browser);
        NotificationId id = notified();
        surroundings.store().published(user, List.of(id.toString()));

        isDue(id);

        assertThat(awaitResult(id).device()).isEqualTo("Ann's phone/1");
    }

    @Test
    void givesABrowserToWhoSubscribedWithItLast() {
        subscribe("phone", browser);
        try (InboxClient next = InboxClient.of(service, signer(), "bob-of-" + user)) {
            Answer answer =
                    next.put("/notifications/push-subscriptions/phone", browser.subscription(endpoint("phone")));
            assertThat(answer.status()).isEqualTo(204);
        }
        NotificationId id = notified();

        isDue(id);

        assertCancelled(id, PushReason.NO_SUBSCRIPTION);
    }

    @Test
    void refusesSubscriptionsThatAreNoneAndEndpointsElsewhere() {
        String path = "/notifications/push-subscriptions/phone";

        assertProblem(inbox.put(path, "{}"), 400, "malformed");
        assertProblem(inbox.put(path, browser.subscription("http://169.254.169.254/latest")), 400, "malformed");
        assertProblem(inbox.put(path, browser.subscription("https://localhost/abc")), 400, "malformed");
        assertProblem(inbox.put(path + "d".repeat(64), browser.subscription(endpoint("phone"))), 400, "malformed");
        try (InboxClient nobody = new InboxClient(service, "")) {
            assertProblem(nobody.put(path, browser.subscription(endpoint("phone"))), 401, "unauthenticated");
            assertProblem(nobody.delete(path), 401, "unauthenticated");
            assertProblem(nobody.get("/notifications/push-key"), 401, "unauthenticated");
        }
    }

    private void subscribe(String device, Browser from) {
        Answer answer = inbox.put("/notifications/push-subscriptions/" + device, from.subscription(endpoint(device)));
        assertThat(answer.status()).isEqualTo(204);
    }

    private String endpoint(String device) {
        return surroundings.endpoint().origin() + "/" + user + "/" + device + "/" + System.identityHashCode(browser);
    }

    private List<Received> received(String device) {
        return surroundings.endpoint().received().stream()
                .filter(received -> received.target().getPath().startsWith("/" + user + "/" + device + "/"))
                .toList();
    }

    private static long ttlOf(Received received) {
        return Long.parseLong(received.header("ttl"));
    }

    /** One more of this test's user. */
    private NotificationId notified() {
        int before = items(inbox.get("/notifications")).size();
        CloudEvent event = Events.notification("Shipped", user).build();
        emit(event);
        awaitInbox(before + 1);
        return idOf(event);
    }

    /** Moves its time into the past. */
    private void isDue(NotificationId id) {
        try (Connection connection = DriverManager.getConnection(
                        infrastructure.jdbcUrl(),
                        infrastructure.quarkusConfiguration().get("quarkus.datasource.username"),
                        infrastructure.quarkusConfiguration().get("quarkus.datasource.password"));
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO notification.push_due (notification_id, recipient, due_at) VALUES (?, ?, now() - interval '1 second')
                        ON CONFLICT (notification_id) DO UPDATE SET due_at = EXCLUDED.due_at""")) {
            statement.setObject(1, id.value());
            statement.setString(2, user);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private PushResult awaitResult(NotificationId id) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(record.of(id).results()).isNotEmpty());
        return record.of(id).results().getFirst();
    }

    private void assertCancelled(NotificationId id, PushReason reason) {
        PushResult result = awaitResult(id);
        assertThat(result.outcome()).isEqualTo(PushOutcome.CANCELLED);
        assertThat(result.reason()).isEqualTo(reason);
        assertThat(result.device()).isNull();
        assertThat(record.of(id).dueAt()).isNull();
    }

    private void registryIsOld(Duration age) {
        redis.value(String.class)
                .set(RedisKey.REGISTRY, Long.toString(Instant.now().minus(age).toEpochMilli()));
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("code").textValue()).isEqualTo(code);
        assertThat(answer.body().path("detail").textValue()).isNotEmpty();
    }

    private void awaitMetric(String start) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(readMetrics()).contains(start));
    }

    private String readMetrics() throws IOException {
        try (InputStream body = metrics.toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
