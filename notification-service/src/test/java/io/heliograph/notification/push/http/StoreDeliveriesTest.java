package io.heliograph.notification.push.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.push.DeliveriesUnavailableException;
import io.heliograph.notification.push.DeliveryState;
import io.heliograph.notification.push.DueNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreDeliveriesTest {
    private final StoreStandIn store = StoreStandIn.start();
    private final StoreClient client = new StoreClient(store.url(), StoreStandIn.CREDENTIAL, Duration.ofSeconds(10));

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @Test
    void asksTwiceForAWholeBatch() {
        DueNotification seen = due("ann");
        DueNotification unseen = due("ann");
        DueNotification first = due("bob");
        DueNotification missing = due("eve");
        store.published("ann", List.of(id(seen), "other", id(unseen)));
        store.published("bob", List.of(id(first)));
        store.acknowledged("ann", 2);

        Map<NotificationId, DeliveryState> states = deliveries().of(List.of(seen, unseen, first, missing));

        assertThat(states)
                .containsEntry(seen.id(), DeliveryState.ACKNOWLEDGED)
                .containsEntry(unseen.id(), DeliveryState.UNACKNOWLEDGED)
                .containsEntry(first.id(), DeliveryState.UNACKNOWLEDGED)
                .doesNotContainKey(missing.id());
        assertThat(store.questions()).hasSize(2);
        assertThat(store.questions().getFirst().limit()).isZero();
        assertThat(store.questions().getFirst().channels()).hasSize(3);
    }

    @Test
    void looksAtWhatTheChannelHasLast() {
        DueNotification due = due("ann");
        List<String> publications = new ArrayList<>(List.of("old"));
        for (int i = 0; i < 150; i++) {
            publications.add("other-" + i);
        }
        publications.add(id(due));
        store.published("ann", publications);

        assertThat(deliveries().of(List.of(due))).containsEntry(due.id(), DeliveryState.UNACKNOWLEDGED);
        assertThat(store.questions().getLast().channels().getFirst().from())
                .isEqualTo(new From.AtPosition(new Position(StoreStandIn.EPOCH, 52).toString()));
    }

    @Test
    void readsOnWhereAnAnswerWasCutShort() {
        DueNotification due = due("ann");
        store.published("ann", List.of("1", "2", "3", "4", id(due)));
        store.cutAnswersTo(2);

        assertThat(deliveries().of(List.of(due))).containsEntry(due.id(), DeliveryState.UNACKNOWLEDGED);
        assertThat(store.questions()).hasSize(4);
    }

    @Test
    void doesNotReadOnForEver() {
        DueNotification due = due("ann");
        List<String> publications = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            publications.add("other-" + i);
        }
        store.published("ann", publications);
        store.cutAnswersTo(1);

        assertThat(deliveries().of(List.of(due))).containsEntry(due.id(), DeliveryState.NOT_IN_CHANNEL);
        assertThat(store.questions()).hasSize(11);
    }

    @Test
    void saysThatTheStoreCannotBeAsked() {
        store.answerWith(503);
        assertUnavailable("503");

        store.answerWith(401);
        assertUnavailable("401");

        store.close();
        assertUnavailable("cannot be asked");
    }

    private void assertUnavailable(String message) {
        assertThatExceptionOfType(DeliveriesUnavailableException.class)
                .isThrownBy(() -> deliveries().of(List.of(due("ann"))))
                .withMessageContaining(message)
                .withMessageNotContaining("secret");
    }

    private StoreDeliveries deliveries() {
        return new StoreDeliveries(client);
    }

    private static DueNotification due(String recipient) {
        return new DueNotification(
                new NotificationId(UUID.randomUUID()), recipient, Instant.EPOCH, 1, Instant.EPOCH, null);
    }

    private static String id(DueNotification due) {
        return due.id().toString();
    }
}
