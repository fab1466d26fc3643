package io.heliograph.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationIdTest {
    private static final EventReference EVENT = new EventReference("/shop/orders", "order-4711:shipped");

    @Test
    void isTheSameForTheSameEventAndRecipientInEveryVersionOfTheService() {
        assertThat(NotificationId.of(EVENT, "ann")).hasToString("08a3f6b7-d496-5f4f-99b0-efbe9dbaab48");
    }

    @Test
    void isAVersion5UuidOfTheRfcsVariant() {
        UUID id = NotificationId.of(EVENT, "ann").value();

        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void differsBySourceIdAndRecipient() {
        assertThat(NotificationId.of(EVENT, "ann"))
                .isNotEqualTo(NotificationId.of(EVENT, "bob"))
                .isNotEqualTo(NotificationId.of(new EventReference("/shop", "order-4711:shipped"), "ann"))
                .isNotEqualTo(NotificationId.of(new EventReference("/shop/orders", "order-4711"), "ann"));
    }

    @Test
    void keepsNeighbouringPartsApart() {
        assertThat(NotificationId.of(new EventReference("/a", "b|c"), "d"))
                .isNotEqualTo(NotificationId.of(new EventReference("/a", "b"), "c|d"));
    }

    @Test
    void isReadFromItsText() {
        NotificationId id = NotificationId.of(EVENT, "ann");

        assertThat(NotificationId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-2-3-4-5", "read-all", "zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz"})
    void isNotReadFromOtherText(String text) {
        assertThat(NotificationId.parse(text)).isEmpty();
    }
}
