package io.heliograph.delivery.receipt;

import static io.heliograph.delivery.testing.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReceiptTest {
    private static final Receipt.Subject SUBJECT = new Receipt.Subject("/shop", "order-1", "order.shipped");
    private static final ChannelName ROOM = new ChannelName("room:1");

    static List<Receipt> receipts() {
        return List.of(
                new Receipt.Accepted(SUBJECT, NOON, ROOM, new Position(7, 2)),
                new Receipt.Rejected(
                        SUBJECT, NOON, new Rejection(ProblemCode.MISSING_ATTRIBUTE, "/attributes/time", "say when")),
                new Receipt.Expired(SUBJECT, NOON, ROOM));
    }

    @ParameterizedTest
    @MethodSource("receipts")
    void fitsTheSchemaOfItsType(Receipt receipt) {
        assertThat(new EventSchemas().check(receipt.type(), receipt.json())).isEmpty();
    }
}
