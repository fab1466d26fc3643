package io.heliograph.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotificationGroupTest {
    @Test
    void hasOneToTwoHundredCharactersHoweverTheyAreEncoded() {
        assertThat(NotificationGroup.parse("")).isEmpty();
        assertThat(NotificationGroup.parse("😀".repeat(200))).isPresent();
        assertThat(NotificationGroup.parse("x".repeat(201))).isEmpty();
    }

    @Test
    void isToldFromOthersByItsName() {
        NotificationGroup order = new NotificationGroup("order-4711");

        assertThat(order.uuid())
                .isEqualTo(new NotificationGroup("order-4711").uuid())
                .isNotEqualTo(new NotificationGroup("order-4712").uuid())
                .isNotEqualTo(new NotificationGroup("order\n4711").uuid());
    }
}
