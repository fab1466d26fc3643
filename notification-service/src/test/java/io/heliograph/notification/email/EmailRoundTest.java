package io.heliograph.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.push.Acknowledgements;
import io.heliograph.notification.push.DeliveryState;
import io.heliograph.notification.push.DueNotification;
import io.heliograph.notification.push.InboxState;
import io.heliograph.notification.push.PushBackoff;
import io.heliograph.notification.push.PushReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmailRoundTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Outbox outbox = new Outbox();
    private final List<CloudEvent> sent = Collections.synchronizedList(new ArrayList<>());
    private DeliveryState state = DeliveryState.UNACKNOWLEDGED;
    private boolean settled = true;
    private boolean kafkaAway;
    private Instant now = NOON;

    private final EmailRound round = new EmailRound(
            new EmailRound.Ports(
                    outbox,
                    new Acknowledgements(
                            due -> due.stream().collect(Collectors.toMap(DueNotification::id, _ -> state)),
                            () -> settled),
                    this::publish,
                    new Unobserved()),
            new PushBackoff(Duration.ofSeconds(5), Duration.ofMinutes(10)),
            LEASE,
            () -> now);

    @Test
    void asksForWhatNoDeviceHasAcknowledgedAtItsTime() {
        NotificationId id = outbox.add("ann", unread(), true, NOON.plusSeconds(20));
        round.run();
        assertThat(sent).isEmpty();

        now = NOON.plusSeconds(20);
        round.run();

        assertThat(sent).singleElement().satisfies(event -> {
            byte[] data = Objects.requireNonNull(event.getData()).toBytes();
            assertThat(new String(data, StandardCharsets.UTF_8))
                    .isEqualTo("{\"recipient\":\"ann\",\"notification\":{\"id\":\"%s\",\"title\":\"Shipped\","
                                    .formatted(id)
                            + "\"createdAt\":\"2026-01-01T12:00:00Z\",\"event\":{\"source\":\"/shop\",\"id\":\"1\"}}}");
            assertThat(new EventSchemas().check(event.getType(), data)).isEmpty();
            assertThat(event.getExtension("expirytime")).isNull();
        });
        assertThat(outbox.ended).containsEntry(id, PushReason.UNACKNOWLEDGED);
    }

    @Test
    void asksForNothingThatIsNotNeededAnyMore() {
        NotificationId read = outbox.add("ann", item(true, false, null), true, NOON);
        NotificationId takenBack = outbox.add("bob", item(false, true, null), true, NOON);
        NotificationId expired = outbox.add("cid", item(false, false, NOON), true, NOON);
        state = DeliveryState.ACKNOWLEDGED;
        NotificationId acknowledged = outbox.add("dan", unread(), true, NOON);

        round.run();

        assertThat(sent).isEmpty();
        assertThat(outbox.ended)
                .isEqualTo(Map.of(
                        read, PushReason.READ,
                        takenBack, PushReason.RETRACTED,
                        expired, PushReason.EXPIRED,
                        acknowledged, PushReason.ACKNOWLEDGED));
    }

    @Test
    void waitsForNoDeviceWhereNoneCanAcknowledge() {
        settled = false;
        NotificationId shown = outbox.add("ann", unread(), true, NOON);
        NotificationId mailOnly = outbox.add("bob", item(false, false, NOON.plusSeconds(60)), false, NOON);

        round.run();

        assertThat(outbox.ended).isEqualTo(Map.of(mailOnly, PushReason.NOT_ON_SCREENS));
        assertThat(sent)
                .singleElement()
                .satisfies(event -> assertThat(event.getExtension("expirytime")).hasToString("2026-01-01T12:01Z"));
        assertThat(outbox.waiting).containsEntry(shown, PushReason.REGISTRY_YOUNG);
    }

    @Test
    void triesAgainAfterTwiceAsLongEachTimeWhileKafkaIsAway() {
        kafkaAway = true;
        NotificationId id = outbox.add("ann", unread(), true, NOON);
        assertThatThrownBy(round::run).hasRootCauseMessage("away for this test");
        assertThat(outbox.waiting).containsEntry(id, PushReason.KAFKA_AWAY);
        now = NOON.plusSeconds(4);
        round.run();
        now = NOON.plusSeconds(5);
        assertThatThrownBy(round::run).hasRootCauseMessage("away for this test");

        kafkaAway = false;
        now = NOON.plusSeconds(14);
        round.run();
        assertThat(sent).isEmpty();
        now = NOON.plusSeconds(15);
        round.run();

        assertThat(sent).hasSize(1);
    }

    @Test
    void asksAgainWithTheSameIdAfterACrash() {
        outbox.add("ann", unread(), true, NOON);
        outbox.crashes = true;
        assertThatThrownBy(round::run).hasRootCauseMessage("crashed for this test");

        outbox.crashes = false;
        now = NOON.plus(LEASE);
        round.run();

        assertThat(sent)
                .hasSize(2)
                .extracting(CloudEvent::getId)
                .containsOnly(sent.getFirst().getId());
    }

    private void publish(String recipient, CloudEvent event) {
        if (kafkaAway) {
            throw new IllegalStateException("away for this test");
        }
        sent.add(event);
    }

    private static InboxState unread() {
        return item(false, false, null);
    }

    private static InboxState item(boolean read, boolean withdrawn, @Nullable Instant expiresAt) {
        return InboxState.of(
                read,
                withdrawn,
                expiresAt,
                null,
                JsonBytes.of("{\"title\":\"Shipped\",\"createdAt\":\"2026-01-01T12:00:00Z\","
                        + "\"event\":{\"source\":\"/shop\",\"id\":\"1\"}}"));
    }

    /** A store in memory. */
    private static final class Outbox implements EmailQueue {
        private final Map<NotificationId, EmailDue> due = new HashMap<>();
        private final Map<NotificationId, Instant> next = new HashMap<>();
        private final Map<NotificationId, PushReason> ended = new HashMap<>();
        private final Map<NotificationId, PushReason> waiting = new HashMap<>();
        private boolean crashes;

        NotificationId add(String recipient, InboxState item, boolean onScreens, Instant dueAt) {
            NotificationId id = NotificationId.of(new EventReference("/shop", "1"), recipient);
            due.put(id, new EmailDue(new DueNotification(id, recipient, dueAt, 0, dueAt, item), onScreens));
            next.put(id, dueAt);
            return id;
        }

        @Override
        public synchronized List<EmailDue> take(int max, Instant now, Instant leasedUntil) {
            List<EmailDue> taken = due.values().stream()
                    .filter(one -> !next.getOrDefault(one.notification().id(), Instant.MAX)
                            .isAfter(now))
                    .limit(max)
                    .map(one -> oneAttemptMore(one, leasedUntil))
                    .toList();
            taken.forEach(one -> {
                due.put(one.notification().id(), one);
                next.put(one.notification().id(), leasedUntil);
            });
            return taken;
        }

        private static EmailDue oneAttemptMore(EmailDue one, Instant leasedUntil) {
            DueNotification before = one.notification();
            return new EmailDue(
                    new DueNotification(
                            before.id(),
                            before.recipient(),
                            before.dueAt(),
                            before.attempts() + 1,
                            leasedUntil,
                            before.item()),
                    one.onScreens());
        }

        @Override
        public synchronized void end(EmailDue one, EmailOutcome outcome, PushReason reason, Instant at) {
            if (crashes) {
                throw new IllegalStateException("crashed for this test");
            }
            due.remove(one.notification().id());
            ended.put(one.notification().id(), reason);
        }

        @Override
        public synchronized void putOff(EmailDue one, Instant until, PushReason reason) {
            next.put(one.notification().id(), until);
            waiting.put(one.notification().id(), reason);
        }
    }

    private static final class Unobserved implements EmailObserver {
        @Override
        public void ended(EmailOutcome outcome, PushReason reason) {}

        @Override
        public void putOff(PushReason reason) {}
    }
}
