package io.heliograph.delivery.signal;

import static io.heliograph.delivery.testing.Events.NOON;
import static io.heliograph.delivery.testing.Signals.latest;
import static io.heliograph.delivery.testing.Signals.received;
import static io.heliograph.delivery.testing.Signals.removed;
import static io.heliograph.delivery.testing.Signals.transientSignal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.contracts.wire.PodMessage;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SignalRecordReaderTest {
    private final SignalRecordReader reader = new SignalRecordReader(ChannelKinds.defaults(), 3, 1);

    @Test
    void makesALatestValueWithAVersionAndItsUser() {
        var state = state(received(7, latest("a", "room:1", "topic")));

        assertThat(state.version()).isEqualTo(new Version(3, 7));
        assertThat(state.key()).isEqualTo("topic");
        assertThat(state.user()).isEqualTo("ann");
        assertThat(state.previous()).isNull();
        assertThat(state.data()).isEqualTo(JsonBytes.of("\"a\""));
    }

    @Test
    void takesARecordWithoutValueForARemoval() {
        var original = received(7, removed("a", "room:1", "topic"));

        assertThat(original.value()).isNull();
        assertThat(state(original).isRemoved()).isTrue();
        assertThat(state(original).user()).isNull();
    }

    @Test
    void givesATransientOneTenSecondsFromItsTimeAndNoMore() {
        assertThat(expiry(NOON.minusSeconds(4))).isEqualTo(NOON.plusSeconds(6));
        assertThat(expiry(NOON.plusSeconds(200))).isEqualTo(NOON.plusSeconds(10));
        assertThat(read(transientSignal("a", "room:1", NOON.minusSeconds(10)))).isInstanceOf(Incoming.Outdated.class);
    }

    @Test
    void endsATransientOneAtItsExpiryTimeWhenThatIsEarlier() {
        var original = received(7, transientSignal("a", "room:1", NOON));
        original.headers()
                .add("ce_" + EventAttribute.EXPIRY_TIME, NOON.toString().getBytes(UTF_8));

        assertThat(reader.read(original, NOON)).isInstanceOf(Incoming.Outdated.class);
        assertThat(((Incoming.Transient) reader.read(original, NOON.minusSeconds(1)))
                        .message()
                        .expiresAt())
                .isEqualTo(NOON);
    }

    @Test
    void refusesWhatCannotBeValid() {
        var large = "\"" + "x".repeat(ProtocolLimits.MAX_STATE_BYTES) + "\"";
        assertThat(code(read(SignalEvent.latest(
                        "a", "/shop", "t", NOON, latest("a", "room:1", "k").channel(), "k", JsonBytes.of(large)))))
                .isEqualTo(ProblemCode.TOO_LARGE);
        assertThat(code(read(latest("a", "broadcast:all", "k")))).isEqualTo(ProblemCode.UNSUPPORTED_DURABILITY);
        var foreign = received(7, latest("a", "room:1", "k"));
        assertThat(code(new SignalRecordReader(ChannelKinds.defaults(), 1, 1_000_003).read(foreign, NOON)))
                .isEqualTo(ProblemCode.WRONG_PARTITION);
        foreign.headers().remove("ce_" + EventAttribute.DURABILITY);
        assertThat(code(reader.read(foreign, NOON))).isEqualTo(ProblemCode.MISSING_ATTRIBUTE);
    }

    private Instant expiry(Instant time) {
        return ((Incoming.Transient) read(transientSignal("a", "room:1", time)))
                .message()
                .expiresAt();
    }

    private PodMessage.State state(ConsumerRecord<byte[], byte[]> original) {
        return ((Incoming.Latest) reader.read(original, NOON)).state();
    }

    private Incoming read(SignalEvent signal) {
        return reader.read(received(7, signal), NOON);
    }

    private static ProblemCode code(Incoming incoming) {
        return ((Incoming.Refused) incoming).letter().rejection().code();
    }
}
