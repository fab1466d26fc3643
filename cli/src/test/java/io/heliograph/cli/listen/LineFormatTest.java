package io.heliograph.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent.Gap;
import io.heliograph.client.subscription.SubscriptionEvent.Skipped;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ResetReason;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineFormatTest {
    private static final ChannelName CHANNEL = new ChannelName("user:ann");
    private static final Message MESSAGE = new Message(
            CHANNEL,
            Position.parse("e7.19"),
            "order:1 \"x\"",
            "notification",
            Instant.parse("2026-01-01T12:00:00Z"),
            null,
            JsonBytes.of("{\"a\" :\n1.50,\"b\":\"ä\\n\"}"));

    @Test
    void printsAMessageAsOneJsonObjectWithItsDataAsPublished() {
        assertThat(new JsonLines().message(MESSAGE)).isEqualTo("""
                        {"op":"message","channel":"user:ann","epoch":"e7","offset":19,"id":"order:1 \\"x\\"","type":"notification",\
                        "time":"2026-01-01T12:00:00Z","data":{"a" : 1.50,"b":"ä\\n"}}""");
    }

    @Test
    void printsWhatIsMissingAsJson() {
        assertThat(new JsonLines()
                        .skipped(CHANNEL, new Skipped(MESSAGE.position().epoch(), 20, 22)))
                .isEqualTo("{\"op\":\"skipped\",\"channel\":\"user:ann\",\"epoch\":\"e7\",\"from\":20,\"to\":22}");
        assertThat(new JsonLines().gap(CHANNEL, new Gap(ResetReason.RETENTION, Position.parse("e7.40"))))
                .isEqualTo(
                        "{\"op\":\"reset\",\"channel\":\"user:ann\",\"reason\":\"retention\",\"position\":\"e7.40\"}");
    }

    @Test
    void printsEverythingInOneLineForPeople() {
        assertThat(new TextLines().message(MESSAGE))
                .isEqualTo(
                        "2026-01-01T12:00:00Z user:ann e7.19 notification order:1 \"x\" {\"a\" : 1.50,\"b\":\"ä\\n\"}");
        assertThat(new TextLines()
                        .skipped(CHANNEL, new Skipped(MESSAGE.position().epoch(), 20, 22)))
                .isEqualTo("user:ann e7.20 to 22 has nothing to deliver");
        assertThat(new TextLines().gap(CHANNEL, new Gap(ResetReason.EPOCH, Position.parse("e8.0"))))
                .isEqualTo("user:ann has a gap that cannot be filled (epoch); it goes on after e8.0");
    }
}
