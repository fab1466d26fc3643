package io.heliograph.presence;

import static io.heliograph.presence.TopicReader.header;
import static io.heliograph.presence.TopicReader.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.presence.intake.kafka.PresenceLoop;
import io.heliograph.presence.membership.postgres.MemberRows;
import io.heliograph.presence.membership.postgres.OccupancyRows;
import io.heliograph.presence.retry.RetrySchedule;
import io.heliograph.presence.status.postgres.PersonRows;
import io.heliograph.presence.status.postgres.VisibilityChoices;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class StatusTest extends RunningService {
    private static final int CROWD = 1_000;

    @Inject
    Admin admin;

    @Inject
    KafkaClients kafka;

    @Inject
    Wiring.LaneParts parts;

    @Inject
    PersonRows people;

    @Inject
    VisibilityChoices choices;

    @Inject
    MemberRows members;

    @Inject
    OccupancyRows occupancies;

    @Inject
    ChannelKinds kinds;

    @Inject
    RetrySchedule retries;

    @Test
    void whoConnectsIsOnlineAndWhoClosesIsOfflineAfterTheGrace() {
        awaitDeciding();
        gateway.opened(ann, "c1");
        try (TopicReader signals = reader(Topic.SIGNALS);
                TopicReader changes = reader(Topic.PRESENCE)) {
            ConsumerRecord<byte[], byte[]> online = told(signals, ann, 1).getFirst();
            assertThat(header(online, "ce_type")).isEqualTo("io.heliograph.presence.v1");
            assertThat(header(online, "ce_source")).isEqualTo("/presence");
            assertThat(header(online, "ce_channel")).isEqualTo("presence:" + ann);
            assertThat(header(online, "ce_durability")).isEqualTo("latest");
            assertThat(header(online, "ce_statekey")).isEqualTo("status");
            assertThat(json(online).path("devices").toString())
                    .isEqualTo("[{\"device\":\"d1\",\"status\":\"online\"}]");

            gateway.idle(ann, "c1", true);
            long closedNanos = System.nanoTime();
            gateway.closed(ann, "c1");

            List<ConsumerRecord<byte[], byte[]>> told = told(signals, ann, 3);
            assertThat(Duration.ofNanos(System.nanoTime() - closedNanos))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(SmallTimes.GRACE_SECONDS));
            assertThat(statuses(told)).containsExactly("online", "idle", "offline");
            assertThat(json(told.getLast()).path("lastSeen").asText()).endsWith(":00Z");
            List<ConsumerRecord<byte[], byte[]>> changed =
                    changes.first(3, record -> key(record).equals(ann));
            assertThat(header(changed.getLast(), "ce_type")).isEqualTo(EventType.PRESENCE_CHANGED);
            assertThat(json(changed.getLast())).isEqualTo(json(told.getLast()));
        }
        assertThat(text(metrics))
                .contains("heliograph_presence_changes_total{stage=\"raw\",type=\"offline\"}")
                .contains("heliograph_presence_changes_total{stage=\"after_grace\",type=\"offline\"}")
                .contains("heliograph_kafka_consumer_lag{topic=\"heliograph.connections\"} 0.0");
    }

    @Test
    void ofAThousandWhosePodDiesThoseWhoComeBackNeverAppearOfflineAndTheOthersDoOnce() {
        awaitDeciding();
        Gateway other = gateway();
        List<String> crowd =
                IntStream.range(0, CROWD).mapToObj(i -> "u" + i + "-" + unique).toList();
        crowd.forEach(user -> gateway.opened(user, "c-" + user));
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            assertThat(signals.first(CROWD, record -> key(record).endsWith(unique)))
                    .hasSize(CROWD);

            gateway.die();
            List<String> back = crowd.subList(0, CROWD / 2);
            back.forEach(user -> other.opened(user, "d-" + user));

            signals.first(CROWD + CROWD / 2, record -> key(record).endsWith(unique));
            other.opened(ann, "last");
            told(signals, ann, 1);
            List<ConsumerRecord<byte[], byte[]>> told =
                    signals.first(CROWD + CROWD / 2, record -> key(record).endsWith(unique));
            Map<String, List<String>> byUser = new HashMap<>();
            told.forEach(record -> byUser.merge(
                    key(record), statuses(List.of(record)), (one, more) -> List.of(one.getFirst(), more.getFirst())));
            byUser.remove("presence:" + ann);
            back.forEach(user -> assertThat(byUser.remove("presence:" + user)).containsExactly("online"));
            assertThat(byUser).hasSize(CROWD / 2);
            assertThat(byUser.values())
                    .allSatisfy(statuses -> assertThat(statuses).containsExactly("online", "offline"));
            assertThat(told).hasSize(CROWD + CROWD / 2 + 1);
        }
    }

    @Test
    void aRegistryThatLosesItsMemoryMakesNobodyOfflineAndIsToldEverythingAgain() {
        awaitDeciding();
        String room = "room:" + unique;
        gateway.opened(ann, "c1");
        gateway.entered(room, ann, "c1", "{}");
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            told(signals, ann, 1);
            signals.first(1, record -> key(record).equals(room));
            double before = metric("heliograph_presence_republished_total");

            gateway.command(Request.cmd(Command.FLUSHALL));
            await().atMost(Duration.ofSeconds(10)).until(() -> metric("heliograph_presence_deciding") == 0);
            gateway.startRegistry();

            told(signals, ann, 2);
            signals.first(2, record -> key(record).equals(room));
            gateway.alive(); // before the registry proves anything again
            awaitDeciding();
            gateway.idle(ann, "c1", true);
            assertThat(statuses(told(signals, ann, 3))).containsExactly("online", "online", "idle");
            assertThat(metric("heliograph_presence_republished_total")).isGreaterThan(before);
            assertThat(values(signals.first(2, record -> key(record).equals(room))))
                    .as("members, told twice and never removed")
                    .hasSize(2)
                    .noneMatch(JsonNode::isNull);
        }
    }

    @Test
    void nobodyIsOfflineWhileRedisIsAwayAndEverybodyGoneIsAfterwards() {
        awaitDeciding();
        gateway.opened(ann, "c1");
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            told(signals, ann, 1);
            infrastructure.server(Part.REDIS).close();
            await().atMost(Duration.ofSeconds(10)).until(() -> text(readiness).contains("\"redis\": \"away\""));
            gateway.closed(ann, "c1");
            String later = "later-" + unique;
            await().pollDelay(Duration.ofSeconds(SmallTimes.GRACE_SECONDS + 1))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> true);
            gateway.opened(later, "c2");
            told(signals, later, 1);
            assertThat(statuses(told(signals, ann, 1))).containsExactly("online");

            infrastructure.startAgain(Part.REDIS);
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
                gateway.alive();
                return true;
            });
            assertThat(statuses(told(signals, ann, 2)).getLast()).isEqualTo("offline");
        }
    }

    @Test
    void goesOnWhereItWasWhenPartitionsMoveAndAProcessEndsInTheMiddle() {
        awaitDeciding();
        List<String> leaving = IntStream.range(0, 20)
                .mapToObj(i -> "leaving" + i + "-" + unique)
                .toList();
        List<String> staying = IntStream.range(0, 20)
                .mapToObj(i -> "staying" + i + "-" + unique)
                .toList();
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            try (PresenceLoop second =
                    new Wiring().loop(kafka, parts, people, choices, members, occupancies, kinds, retries)) {
                Stream.concat(leaving.stream(), staying.stream()).forEach(user -> gateway.opened(user, "c-" + user));
                signals.first(40, record -> key(record).endsWith(unique));

                second.start();
                awaitOwners(2);
                Stream.concat(leaving.stream(), staying.stream()).forEach(user -> gateway.closed(user, "c-" + user));
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> people.of(leaving).values().stream()
                                .allMatch(state -> state.dueAt().isPresent()));
            }
            staying.forEach(user -> gateway.opened(user, "d-" + user));

            signals.first(60, record -> key(record).endsWith(unique));
            staying.forEach(user -> gateway.idle(user, "d-" + user, true));
            signals.first(80, record -> key(record).endsWith(unique));
            leaving.forEach(user ->
                    assertThat(statuses(told(signals, user, 1))).as(user).containsExactly("online", "offline"));
            staying.forEach(user ->
                    assertThat(statuses(told(signals, user, 1))).as(user).containsExactly("online", "idle"));
        }
    }

    private void awaitOwners(int count) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin
                                .describeConsumerGroups(List.of("presence-service"))
                                .describedGroups()
                                .values()
                                .iterator()
                                .next()
                                .get()
                                .members()
                                .stream()
                                .filter(member ->
                                        !member.assignment().topicPartitions().isEmpty())
                                .count()
                        == count);
    }

    @Test
    void nothingIsLostWhilePostgresIsAway() {
        gateway.opened(ann, "c1");
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            told(signals, ann, 1);
            infrastructure.server(Part.POSTGRES).close();
            gateway.idle(ann, "c1", true);
            await().atMost(Duration.ofSeconds(30)).until(() -> text(readiness).contains("\"intake\": \"waiting\""));
            assertThat(text(readiness)).contains("\"status\": \"UP\"").contains("\"postgres\": \"away\"");
            assertThat(get(ann, List.of(), "/presence?user=" + ann).status()).isEqualTo(503);

            infrastructure.startAgain(Part.POSTGRES);

            assertThat(statuses(told(signals, ann, 2))).containsExactly("online", "idle");
        }
    }

    @Test
    void aRecordThatCannotBeValidIsPassedOver() {
        gateway.emitRaw(Topic.CONNECTIONS, ann, EventType.CONNECTION_OPENED, "{\"user\":\"" + ann + "\"}");
        gateway.emitRaw(Topic.CONNECTIONS, ann, "io.heliograph.connection.other.v9", "[]");
        gateway.emitRaw(
                Topic.CONNECTIONS,
                ann,
                EventType.CONNECTION_OPENED,
                "{\"connection\":\"c1\",\"pod\":\"" + gateway.pod
                        + "\",\"user\":\"somebody-else\",\"transport\":\"websocket\",\"at\":\"2026-01-01T00:00:00Z\"}");
        gateway.opened(ann, "c1");

        try (TopicReader signals = reader(Topic.SIGNALS)) {
            assertThat(statuses(told(signals, ann, 1))).containsExactly("online");
        }
        assertThat(
                        metric(
                                "heliograph_presence_refused_total{reason=\"schema_violation\",topic=\"heliograph.connections\"}"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void statusesAreForThoseWithAGrantAndTheUnknownLooksLikeTheForbidden() {
        String bob = "bob-" + unique;
        gateway.opened(ann, "c1");
        gateway.opened(bob, "c2");
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            told(signals, ann, 1);
            told(signals, bob, 1);
        }

        JsonNode granted = get(
                        ann, List.of("presence:bob-*"), "/presence?user=" + bob + "&user=" + ann + "&user=nobody")
                .body();
        assertThat(granted.path("users").get(0).path("status").asText()).isEqualTo("online");
        assertThat(granted.path("users").get(1).path("status").asText()).isEqualTo("online");
        assertThat(granted.path("users").get(1).path("invisible").asText()).isEqualTo("false");
        assertThat(granted.path("users").get(2).toString()).isEqualTo("{\"user\":\"nobody\"}");
        assertThat(get(ann, List.of("room:*"), "/presence?user=" + bob)
                        .body()
                        .path("users")
                        .get(0)
                        .toString())
                .isEqualTo("{\"user\":\"" + bob + "\"}");
    }

    @Test
    void refusesWhatIsNotARequest() {
        assertThat(get("", List.of(), "/presence?user=" + ann).status()).isEqualTo(401);
        assertThat(get(ann, List.of(), "/presence").body().path("code").asText())
                .isEqualTo("malformed");
        String many = String.join(
                "", IntStream.range(0, 201).mapToObj(i -> "&user=u" + i).toList());
        assertThat(get(ann, List.of(), "/presence?x=1" + many).status()).isEqualTo(400);
        assertThat(put(ann, "/presence/status", "{\"invisible\":\"yes\"}")
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("malformed");
        assertThat(put(ann, "/presence/status", "{").status()).isEqualTo(400);
        assertThat(send(
                                ann,
                                List.of(),
                                HttpRequest.newBuilder(service.resolve("/presence/status"))
                                        .DELETE())
                        .status())
                .isEqualTo(405);
    }

    @Test
    void refusesWithAProblemABodyThatIsTooLarge() {
        Answer answer = put(ann, "/presence/status", "{\"invisible\":true,\"a\":\"" + "x".repeat(16 * 1024) + "\"}");

        assertThat(answer.body().path("code").asText()).isEqualTo("too_large");
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void whoIsInvisibleIsSeenOfflineUntilVisibleAgain() {
        gateway.opened(ann, "c1");
        try (TopicReader signals = reader(Topic.SIGNALS)) {
            told(signals, ann, 1);
            assertThat(put(ann, "/presence/status", "{\"invisible\":true}").status())
                    .isEqualTo(204);
            assertThat(statuses(told(signals, ann, 2))).containsExactly("online", "offline");
            assertThat(get(ann, List.of(), "/presence?user=" + ann)
                            .body()
                            .path("users")
                            .get(0)
                            .path("invisible")
                            .asBoolean())
                    .isTrue();

            gateway.idle(ann, "c1", true);
            assertThat(put(ann, "/presence/status", "{\"invisible\":false}").status())
                    .isEqualTo(204);
            assertThat(statuses(told(signals, ann, 3)).subList(0, 2)).containsExactly("online", "offline");
        }
    }
}
