package io.heliograph.cli.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SourceReceiptTest {
    private static final String EVENT = "\"event\":{\"source\":\"/shop\",\"id\":\"o:1\",\"type\":\"chat.message\"}";

    @Test
    void saysWhatWasWrongAndWhere() {
        assertThat(receipt(
                                "rejected",
                                "{%s,\"at\":\"2026-01-01T12:00:00Z\",\"code\":\"schema_violation\",\"pointer\":\"/url\",\"hint\":\"must be a path\"}")
                        .line())
                .isEqualTo("2026-01-01T12:00:00Z rejected o:1 chat.message schema_violation /url: must be a path");
    }

    @Test
    void saysThatItWasAccepted() {
        assertThat(receipt("accepted", "{%s,\"at\":\"2026-01-01T12:00:00Z\"}").line())
                .isEqualTo("2026-01-01T12:00:00Z accepted o:1 chat.message");
    }

    @Test
    void showsProgramsTheTypeBesideTheData() {
        assertThat(receipt("accepted", "{%s}").json())
                .isEqualTo("{\"type\":\"io.heliograph.receipt.accepted.v1\",\"data\":{" + EVENT + "}}");
    }

    @Test
    void passesOverWhatIsNoReceipt() {
        assertThat(SourceReceipt.read("chat.message", "{}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(SourceReceipt.read("io.heliograph.receipt.accepted.v1", new byte[] {'{'}))
                .isEmpty();
    }

    private static SourceReceipt receipt(String outcome, String data) {
        byte[] json = data.formatted(EVENT).getBytes(StandardCharsets.UTF_8);
        return SourceReceipt.read("io.heliograph.receipt." + outcome + ".v1", json)
                .orElseThrow();
    }
}
