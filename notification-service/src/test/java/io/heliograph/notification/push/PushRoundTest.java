package io.heliograph.notification.push;

import static io.heliograph.notification.push.DeliveryState.ACKNOWLEDGED;
import static io.heliograph.notification.push.DeliveryState.NOT_IN_CHANNEL;
import static io.heliograph.notification.push.DeliveryState.UNACKNOWLEDGED;
import static io.heliograph.notification.push.PushOutcome.CANCELLED;
import static io.heliograph.notification.push.PushOutcome.FAILED;
import static io.heliograph.notification.push.PushOutcome.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.AbstractListAssert;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PushRoundTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final InboxState UNREAD = new InboxState(
            false, false, null, Priority.NORMAL, null, JsonBytes.of("{\"title\":\"Shipped\",\"body\":\"Order 4711\"}"));

    private final PushFixture push = new PushFixture(NOON);

    @Test
    void sendsWhatNobodyAcknowledgedToEveryDevice() {
        push.add(UNREAD, "phone", "laptop");

        push.run();

        assertThat(push.sent).extracting(PushFixture.Sent::device).containsExactlyInAnyOrder("phone", "laptop");
        assertResults()
                .containsExactlyInAnyOrder(
                        tuple("phone", SENT, PushReason.UNACKNOWLEDGED),
                        tuple("laptop", SENT, PushReason.UNACKNOWLEDGED));
        assertThat(push.isFinished()).isTrue();
    }

    @Test
    void cancelsWhatADeviceAcknowledged() {
        push.add(UNREAD, "phone");
        push.state = ACKNOWLEDGED;

        push.run();

        assertCancelled(PushReason.ACKNOWLEDGED);
    }

    @Test
    void cancelsWithoutAskingWhatWasReadTakenBackDeletedOrHasExpired() {
        assertCancelledByInbox(
                new InboxState(true, false, null, Priority.NORMAL, null, UNREAD.form()), PushReason.READ);
        assertCancelledByInbox(
                new InboxState(false, true, null, Priority.NORMAL, null, UNREAD.form()), PushReason.RETRACTED);
        assertCancelledByInbox(
                new InboxState(false, false, NOON, Priority.NORMAL, null, UNREAD.form()), PushReason.EXPIRED);
        assertCancelledByInbox(null, PushReason.RETRACTED);
    }

    @Test
    void cancelsWhatNoBrowserTakes() {
        push.add(UNREAD);

        push.run();

        assertCancelled(PushReason.NO_SUBSCRIPTION);
    }

    @Test
    void waitsWhileTheRegistryIsYoung() {
        push.add(UNREAD, "phone");
        push.settled = false;

        push.run();
        assertThat(push.sent).isEmpty();
        assertThat(push.putOff).containsExactly(PushReason.REGISTRY_YOUNG);

        push.settled = true;
        push.passTime(Duration.ofSeconds(10));
        push.run();
        assertThat(push.sent).hasSize(1);
    }

    @Test
    void waitsWhileTheStoreIsAway() {
        push.add(UNREAD, "phone");
        push.storeAway = true;

        push.run();
        assertThat(push.sent).isEmpty();
        assertThat(push.putOff).containsExactly(PushReason.STORE_AWAY);

        push.storeAway = false;
        push.passTime(Duration.ofSeconds(10));
        push.run();
        assertThat(push.sent).hasSize(1);
    }

    @Test
    void waitsForWhatIsNotInTheChannelYetAndGivesItUpAtLast() {
        push.add(UNREAD, "phone");
        push.state = NOT_IN_CHANNEL;

        push.run();
        assertThat(push.sent).isEmpty();
        assertThat(push.putOff).containsExactly(PushReason.NOT_STORED_YET);

        push.passTime(PushDecision.PATIENCE);
        push.run();
        assertCancelled(PushReason.NOT_IN_CHANNEL);
    }

    @Test
    void removesASubscriptionThatIsGoneAndSendsToTheOthers() {
        push.add(UNREAD, "phone", "laptop");
        push.answer("phone", new PushAnswer.Gone(410));

        push.run();

        assertThat(push.removed).containsExactly("phone");
        assertResults()
                .containsExactlyInAnyOrder(
                        tuple("phone", FAILED, PushReason.SUBSCRIPTION_GONE),
                        tuple("laptop", SENT, PushReason.UNACKNOWLEDGED));
        assertThat(push.isFinished()).isTrue();
    }

    @Test
    void removesASubscriptionThatHasExpiredWithoutAsking() {
        push.add(UNREAD);
        push.subscribe(new PushSubscription("phone", PushFixture.ENDPOINT, new Browser().keys(), NOON.minusSeconds(1)));

        push.run();

        assertThat(push.sent).isEmpty();
        assertThat(push.removed).containsExactly("phone");
        assertResults().containsExactly(tuple("phone", FAILED, PushReason.SUBSCRIPTION_EXPIRED));
    }

    @Test
    void keepsASubscriptionWhoseMessageIsRefused() {
        push.add(UNREAD, "phone");
        push.answer("phone", new PushAnswer.Refused(403, PushReason.REFUSED));

        push.run();

        assertThat(push.removed).isEmpty();
        assertResults().containsExactly(tuple("phone", FAILED, PushReason.REFUSED));
        assertThat(push.isFinished()).isTrue();
    }

    @Test
    void triesAgainWhereThePushServiceWasOverloadedAndOnlyThere() {
        push.add(UNREAD, "phone", "laptop");
        push.answer("phone", new PushAnswer.Later(Duration.ofSeconds(90)), new PushAnswer.Taken(201));

        push.run();
        assertResults().containsExactly(tuple("laptop", SENT, PushReason.UNACKNOWLEDGED));
        push.passTime(Duration.ofSeconds(89));
        push.run();
        assertThat(push.sent).hasSize(2);
        push.passTime(Duration.ofSeconds(1));
        push.run();

        assertThat(push.sent).extracting(PushFixture.Sent::device).containsOnlyOnce("laptop");
        assertThat(push.sent).hasSize(3);
        assertThat(push.isFinished()).isTrue();
    }

    @Test
    void waitsLongerEachTimeAndNotForEver() {
        InboxState expiring =
                new InboxState(false, false, NOON.plus(Duration.ofMinutes(30)), Priority.NORMAL, null, UNREAD.form());
        push.add(expiring, "phone");
        push.answer("phone", new PushAnswer.Later(null));

        for (int second = 0; !push.isFinished() && second < 3_600; second++) {
            push.run();
            push.passTime(Duration.ofSeconds(1));
        }

        assertThat(push.sentAfterSeconds()).containsExactly(0L, 5L, 15L, 35L, 75L, 155L, 315L, 635L, 1235L);
        assertResults().containsExactly(tuple("phone", FAILED, PushReason.UNREACHABLE));
    }

    @Test
    void asksOnceADayWhateverPatienceThePushServiceWants() {
        push.add(UNREAD, "phone");
        push.answer("phone", new PushAnswer.Later(Duration.ofDays(27)), new PushAnswer.Taken(201));

        push.run();
        push.passTime(Duration.ofDays(1));
        push.run();

        assertThat(push.isFinished()).isTrue();
    }

    @Test
    void shortensOnceWhatIsTooLarge() {
        InboxState large = new InboxState(
                false,
                false,
                null,
                Priority.NORMAL,
                null,
                JsonBytes.of("{\"title\":\"Shipped\",\"body\":\"" + "b".repeat(8_000) + "\"}"));
        push.add(large, "phone", "laptop");
        push.answer("phone", new PushAnswer.TooLarge(413), new PushAnswer.Taken(201));
        push.answer("laptop", new PushAnswer.TooLarge(413));

        push.run();

        assertThat(push.sent)
                .filteredOn(sent -> sent.device().equals("phone"))
                .extracting(sent -> sent.message().payload().length())
                .containsExactly(PushPayload.MAX_BYTES, PushPayload.SHORT_BYTES);
        assertThat(push.sent).hasSize(4);
        assertResults()
                .containsExactlyInAnyOrder(
                        tuple("phone", SENT, PushReason.UNACKNOWLEDGED), tuple("laptop", FAILED, PushReason.TOO_LARGE));
    }

    @Test
    void sendsAgainWithTheSameTopicAndTagWhatWasNotRecordedBeforeACrash() {
        push.add(UNREAD, "phone");
        push.crashBeforeRecording = true;

        push.runUntilCrash();
        push.crashBeforeRecording = false;
        push.run();
        assertThat(push.sent).hasSize(1);
        push.passTime(PushFixture.LEASE);
        push.run();

        assertThat(push.sent).hasSize(2);
        assertThat(push.sent)
                .extracting(
                        sent -> sent.message().topic(), sent -> sent.message().payload())
                .containsOnly(tuple(
                        push.sent.getFirst().message().topic(),
                        push.sent.getFirst().message().payload()));
    }

    @Test
    void derivesTheHeadersFromTheNotification() {
        InboxState important =
                new InboxState(false, false, NOON.plusSeconds(90), Priority.HIGH, "order-4711", UNREAD.form());
        push.add(important, "phone");
        push.add(UNREAD, "laptop");

        push.run();

        PushMessage message = push.messageTo("phone");
        assertThat(message.ttl()).isEqualTo(Duration.ofSeconds(90));
        assertThat(message.urgency()).isEqualTo(PushMessage.Urgency.HIGH);
        assertThat(message.topic()).matches("[A-Za-z0-9_-]{32}").isEqualTo(PushMessage.topicOf("order-4711"));
        assertThat(message.payload().text()).contains("\"tag\":\"order-4711\"");
        assertThat(push.messageTo("laptop").ttl()).isEqualTo(PushMessage.MAX_TTL);
        assertThat(push.messageTo("laptop").topic()).isNotEqualTo(message.topic());
    }

    @Test
    void aDefectAtOneBrowserHoldsUpNoOther() {
        push.add(UNREAD, "phone", "laptop");
        push.breakAt("phone");

        push.run();

        assertResults().containsExactly(tuple("laptop", SENT, PushReason.UNACKNOWLEDGED));
        assertThat(push.isFinished()).isFalse();
    }

    @Test
    void asksAboutABatchAtOnce() {
        for (int i = 0; i < 40; i++) {
            push.add(UNREAD, "phone-" + i);
        }

        assertThat(push.run()).isTrue();
        assertThat(push.questions).isEqualTo(1);
        assertThat(push.run()).isFalse();

        assertThat(push.questions).isEqualTo(2);
        assertThat(push.sent).hasSize(40);
        assertThat(push.state).isEqualTo(UNACKNOWLEDGED);
    }

    private void assertCancelledByInbox(@Nullable InboxState item, PushReason reason) {
        PushFixture fresh = new PushFixture(NOON);
        fresh.add(item, "phone");

        fresh.run();

        assertThat(fresh.questions).isZero();
        assertThat(fresh.sent).isEmpty();
        assertThat(fresh.results)
                .extracting(PushResult::outcome, PushResult::reason)
                .containsExactly(tuple(CANCELLED, reason));
        assertThat(fresh.isFinished()).isTrue();
    }

    private void assertCancelled(PushReason reason) {
        assertThat(push.sent).isEmpty();
        assertResults().containsExactly(tuple(null, CANCELLED, reason));
        assertThat(push.isFinished()).isTrue();
    }

    private AbstractListAssert<?, ?, Tuple, ?> assertResults() {
        return assertThat(push.results).extracting(PushResult::device, PushResult::outcome, PushResult::reason);
    }
}
