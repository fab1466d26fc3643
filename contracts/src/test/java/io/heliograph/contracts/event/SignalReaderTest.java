package io.heliograph.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.SignalReader.Reading;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProblemCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignalReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final ChannelName ROOM = new ChannelName("room:lobby");
    private static final SignalEvent LATEST =
            SignalEvent.latest("i", "/shop", "score", NOW, ROOM, "score", JsonBytes.of("3"));
    private static final SignalEvent TRANSIENT =
            SignalEvent.transientSignal("i", "/shop", "typing", NOW, ROOM, JsonBytes.of("{}"));

    private final SignalReader reader = new SignalReader(ChannelKinds.defaults());

    @Test
    void readsWhatItsEventsWrite() {
        SignalEvent removed = SignalEvent.removed("i", "/shop", "score", NOW, ROOM, "score");

        assertThat(read(LATEST.toCloudEvent())).isEqualTo(new Reading.Valid(LATEST));
        assertThat(read(TRANSIENT.toCloudEvent())).isEqualTo(new Reading.Valid(TRANSIENT));
        assertThat(read(removed.toCloudEvent())).isEqualTo(new Reading.Valid(removed));
    }

    @Test
    void wantsADurabilityThatSignalsHave() {
        assertRejected(without("durability"), ProblemCode.MISSING_ATTRIBUTE, "/attributes/durability");
        assertRejected(
                CloudEventBuilder.v1(LATEST.toCloudEvent())
                        .withExtension("durability", "durable")
                        .build(),
                ProblemCode.INVALID_ATTRIBUTE,
                "/attributes/durability");
    }

    @Test
    void wantsAKeyForALatestValue() {
        assertRejected(without("statekey"), ProblemCode.MISSING_ATTRIBUTE, "/attributes/statekey");
    }

    @Test
    void wantsAKindThatAllowsIt() {
        CloudEvent forAUser = CloudEventBuilder.v1(TRANSIENT.toCloudEvent())
                .withExtension("channel", "user:42")
                .build();

        assertRejected(forAUser, ProblemCode.UNSUPPORTED_DURABILITY, "/attributes/channel");
    }

    @Test
    void boundsALatestValue() {
        JsonBytes value = JsonBytes.of("\"" + "x".repeat(8 * 1024) + "\"");
        SignalEvent tooLarge = SignalEvent.latest("i", "/shop", "score", NOW, ROOM, "score", value);

        assertRejected(tooLarge.toCloudEvent(), ProblemCode.TOO_LARGE, "");
    }

    private static CloudEvent without(String extension) {
        return CloudEventBuilder.v1(LATEST.toCloudEvent())
                .withoutExtension(extension)
                .build();
    }

    private Reading read(CloudEvent event) {
        return reader.read(event, NOW);
    }

    private void assertRejected(CloudEvent event, ProblemCode code, String pointer) {
        assertThat(read(event)).isInstanceOfSatisfying(Reading.Rejected.class, rejected -> {
            assertThat(rejected.rejection().code()).isEqualTo(code);
            assertThat(rejected.rejection().pointer()).isEqualTo(pointer);
        });
    }
}
