package io.heliograph.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxPageTest {
    private static final InboxItem NEWER = item("2", "2026-01-01T12:00:01.000001Z");
    private static final InboxItem OLDER = item("1", "2026-01-01T12:00:00Z");

    @Test
    void isTheLastWhenNothingMoreWasFound() {
        InboxPage page = InboxPage.of(List.of(NEWER, OLDER), 2, 7);

        assertThat(page.items()).containsExactly(NEWER, OLDER);
        assertThat(page.unread()).isEqualTo(7);
        assertThat(page.next()).isEmpty();
    }

    @Test
    void goesOnAfterItsLastItemWhenMoreWasFound() {
        InboxPage page = InboxPage.of(List.of(NEWER, OLDER), 1, 7);

        assertThat(page.items()).containsExactly(NEWER);
        assertThat(page.next()).contains(InboxCursor.after(NEWER));
    }

    private static InboxItem item(String event, String createdAt) {
        return new InboxItem(
                NotificationId.of(new EventReference("/shop", event), "ann"),
                Instant.parse(createdAt),
                false,
                new ScreenForm(JsonBytes.of("{\"title\":\"t\"}")),
                null);
    }
}
