package io.heliograph.notification.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.ScreenForm;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NotificationBatchTest {
    @Test
    void hasNotificationsOfDifferentUsers() {
        Notification first = to("ann", "bob");
        Notification second = to("cid");
        var batch = new NotificationBatch(first);

        assertThat(batch.add(second)).isTrue();

        assertThat(batch.notifications()).containsExactly(first, second);
    }

    @Test
    void hasNoUserTwice() {
        Notification first = to("ann");
        var batch = new NotificationBatch(first);
        assertThat(batch.add(to("bob"))).isTrue();

        assertThat(batch.add(to("cid", "bob"))).isFalse();

        assertThat(batch.notifications()).hasSize(2);
        assertThat(batch.add(to("cid")))
                .as("who was not put in counts for nothing")
                .isTrue();
    }

    @Test
    void leavesOneThatCollapsesAlone() {
        assertThat(new NotificationBatch(collapsing("ann")).add(to("bob"))).isFalse();
        assertThat(new NotificationBatch(to("ann")).add(collapsing("bob"))).isFalse();
    }

    @Test
    void boundsTheRecipients() {
        var batch = new NotificationBatch(
                to(users(NotificationBatch.MAX_RECIPIENTS - 1).toArray(String[]::new)));

        assertThat(batch.add(to("ann", "bob"))).isFalse();
        assertThat(batch.add(to("ann"))).isTrue();
        assertThat(batch.add(to("bob"))).isFalse();
    }

    @Test
    void boundsTheBytesButForTheFirst() {
        String large = "x".repeat(NotificationBatch.MAX_BYTES);
        assertThat(new NotificationBatch(titled(large, "ann")).add(to("bob"))).isFalse();
        assertThat(new NotificationBatch(to("ann")).add(titled(large, "bob"))).isFalse();
    }

    private static List<String> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "u" + i).toList();
    }

    private static Notification to(String... recipients) {
        return notification(null, "t", recipients);
    }

    private static Notification titled(String title, String recipient) {
        return notification(null, title, recipient);
    }

    private static Notification collapsing(String recipient) {
        return notification("upload-7", "t", recipient);
    }

    private static Notification notification(@Nullable String collapseKey, String title, String... recipients) {
        return new Notification(
                new EventReference("/shop", "1"),
                List.of(recipients),
                Instant.EPOCH,
                null,
                null,
                Priority.NORMAL,
                false,
                null,
                collapseKey,
                null,
                new ScreenForm(JsonBytes.of("{\"title\":\"" + title + "\"}")));
    }
}
