package io.heliograph.cli.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.StateValue;
import io.heliograph.client.subscription.SubscriptionEvent.Gap;
import io.heliograph.client.subscription.SubscriptionEvent.Signal;
import io.heliograph.client.subscription.SubscriptionEvent.Skipped;
import io.heliograph.client.subscription.SubscriptionEvent.StateChanged;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ResetReason;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
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

    @Test
    void printsEachValueOfAStateThatChangedOrWent() {
        var value = new StateValue(new Version(1, 7), "i", "score", MESSAGE.time(), "bob", JsonBytes.of("{\n}"));
        var change = new StateChanged(Map.of("k", value), Set.of("old"), Map.of("k", value), true);

        assertThat(new TextLines().stateChanged(CHANNEL, change))
                .containsExactly("2026-01-01T12:00:00Z user:ann k = score { }", "user:ann old is gone");
        assertThat(new JsonLines().stateChanged(CHANNEL, change))
                .containsExactly(
                        "{\"op\":\"state\",\"channel\":\"user:ann\",\"key\":\"k\",\"version\":\"1.7\",\"id\":\"i\",\"type\":\"score\",\"time\":\"2026-01-01T12:00:00Z\",\"user\":\"bob\",\"data\":{ }}",
                        "{\"op\":\"state\",\"channel\":\"user:ann\",\"key\":\"old\",\"removed\":true}");
    }

    @Test
    void tellsATransientPublicationFromAMessage() {
        var signal = new Signal(CHANNEL, null, "typing", MESSAGE.time(), null, JsonBytes.of("{}"));

        assertThat(new TextLines().signal(signal)).isEqualTo("2026-01-01T12:00:00Z user:ann (transient) typing {}");
        assertThat(new JsonLines().signal(signal))
                .isEqualTo(
                        "{\"op\":\"transient\",\"channel\":\"user:ann\",\"type\":\"typing\",\"time\":\"2026-01-01T12:00:00Z\",\"data\":{}}");
    }
}
