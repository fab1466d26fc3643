package io.heliograph.delivery.signal;

import static io.heliograph.delivery.testing.Events.NOON;
import static io.heliograph.delivery.testing.Signals.latest;
import static io.heliograph.delivery.testing.Signals.received;
import static io.heliograph.delivery.testing.Signals.transientSignal;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.signal.LatestStore.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SignalBatchTest {
    private final SignalRecordReader reader = new SignalRecordReader(ChannelKinds.defaults(), 1, 1);

    private final SignalBatch batch = SignalBatch.of(Stream.of(
                    received(1, latest("superseded", "room:1", "x")),
                    received(2, transientSignal("typing", "room:1", NOON)),
                    received(3, latest("other channel", "room:2", "x")),
                    received(4, latest("newest", "room:1", "x")),
                    received(5, transientSignal("outdated", "room:1", NOON.minusSeconds(60))),
                    received(6, latest("last", "room:1", "y")))
            .map(original -> reader.read(original, NOON))
            .toList());

    @Test
    void keepsTheNewestOfEachKey() {
        assertThat(batch.states()).extracting(PodMessage.State::id).containsExactly("other channel", "newest", "last");
        assertThat(batch.conflated()).isEqualTo(1);
        assertThat(batch.outdated()).isEqualTo(1);
    }

    @Test
    void deliversWhatWasPutAfterTheVersionThatTheStoreKnewAndNotWhatWasStale() {
        var previous = new Version(1, 0);

        List<PodMessage> messages =
                batch.deliverable(List.of(new Outcome.Put(previous), new Outcome.Stale(), new Outcome.Put(null)));

        assertThat(messages)
                .extracting(message -> switch (message) {
                    case PodMessage.State state -> state.id() + " after " + state.previous();
                    case PodMessage.Transient signal -> signal.id();
                    default -> "unexpected";
                })
                .containsExactly("typing", "other channel after 1.0", "last after null");
    }

    @Test
    void putsAsideWhatTheChannelHasNoPlaceFor() {
        List<Outcome> outcomes = List.of(new Outcome.Put(null), new Outcome.Full(), new Outcome.Put(null));

        assertThat(batch.letters(outcomes)).singleElement().satisfies(letter -> {
            assertThat(letter.original().offset()).isEqualTo(4);
            assertThat(letter.rejection().code()).isEqualTo(ProblemCode.TOO_MANY_KEYS);
        });
        assertThat(batch.deliverable(outcomes)).hasSize(3);
    }
}
