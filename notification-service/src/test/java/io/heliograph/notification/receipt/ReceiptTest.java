package io.heliograph.notification.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReceiptTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Rejection REJECTION = new Rejection(ProblemCode.TOO_LARGE, "", "send a reference");

    @Test
    void tellsFailuresUnlessNoneAreWanted() {
        assertThat(Receipt.rejected(event("id", "x"), REJECTION, NOON)).isPresent();
        assertThat(Receipt.rejected(event("id", "failed"), REJECTION, NOON)).isPresent();
        assertThat(Receipt.rejected(event("id", "all"), REJECTION, NOON)).isPresent();
        assertThat(Receipt.rejected(event("id", "none"), REJECTION, NOON)).isEmpty();
    }

    @Test
    void tellsSuccessOnlyToWhoeverWantsAll() {
        assertThat(Receipt.accepted(event("id", "all"), NOON)).isPresent();
        assertThat(Receipt.accepted(event("id", "failed"), NOON)).isEmpty();
        assertThat(Receipt.accepted(event("id", "none"), NOON)).isEmpty();
    }

    @Test
    void isNotWrittenAboutAnIdThatReceiptsCannotHold() {
        assertThat(Receipt.rejected(event("x".repeat(256), "all"), REJECTION, NOON))
                .isEmpty();
    }

    @Test
    void fitsTheSchemaOfItsType() {
        CloudEvent event = event("id", "all");

        assertThat(Receipt.accepted(event, NOON)).hasValueSatisfying(ReceiptTest::assertFits);
        assertThat(Receipt.rejected(event, REJECTION, NOON)).hasValueSatisfying(ReceiptTest::assertFits);
    }

    private static void assertFits(Receipt receipt) {
        assertThat(new EventSchemas().check(receipt.type(), receipt.json())).isEmpty();
    }

    private static CloudEvent event(String id, String wish) {
        return CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shop/orders"))
                .withType(EventType.NOTIFICATION)
                .withExtension(EventAttribute.RECEIPT, wish)
                .build();
    }
}
