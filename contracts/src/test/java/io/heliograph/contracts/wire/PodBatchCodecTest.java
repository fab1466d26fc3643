package io.heliograph.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.contracts.Generators;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodBatchCodecTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsWhatItWrote(long seed) {
        var random = new Generators(seed);
        List<PodMessage> messages = random.listOf(5, random::podMessage);

        assertThat(PodBatchCodec.decode(PodBatchCodec.encode(messages))).isEqualTo(messages);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void readsOfABatchThatWasCutAPrefixOrNothing(long seed) {
        var random = new Generators(seed);
        List<PodMessage> messages = random.listOf(3, random::podMessage);
        byte[] batch = PodBatchCodec.encode(messages);

        for (int length = 0; length < batch.length; length++) {
            byte[] cut = Arrays.copyOf(batch, length);
            try {
                List<PodMessage> read = PodBatchCodec.decode(cut);
                assertThat(read).hasSizeLessThan(messages.size()).isEqualTo(messages.subList(0, read.size()));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageMatching(".*has .*");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void answersAnyBytesWithMessagesOrAComplaint(long seed) {
        var random = new Generators(seed);
        byte[] batch = PodBatchCodec.encode(random.listOf(3, random::podMessage));

        for (int i = 0; i < 200; i++) {
            decodeOrComplain(random.mutated(batch));
            decodeOrComplain(random.bytes(64));
        }
    }

    /** The form is permanent: gateways and stores of different releases talk to each other during an upgrade. */
    @Test
    void hasAPermanentForm() {
        var publication = new PodMessage.Publication(
                new ChannelName("user:42"),
                1,
                2,
                "i",
                "t",
                Instant.ofEpochSecond(3, 4),
                Instant.ofEpochSecond(5, 6),
                Priority.HIGH,
                Instant.ofEpochSecond(7, 8),
                null,
                "u",
                "p",
                JsonBytes.of("{}"));
        var skipped = new PodMessage.Skipped(new ChannelName("a:b"), 1, 2, 3);

        assertThat(hex(List.of(publication)))
                .isEqualTo("01" + "01" + "00000007" + "757365723a3432" + "0000000000000001" + "0000000000000002"
                        + "0000000169" + "0000000174" + "000000000000000300000004" + "000000000000000500000006" + "02"
                        + "01000000000000000700000008" + "ffffffff" + "0000000175" + "0000000170" + "000000027b7d");
        assertThat(hex(List.of(skipped)))
                .isEqualTo(
                        "01" + "02" + "00000003613a62" + "0000000000000001" + "0000000000000002" + "0000000000000003");
        assertThat(hex(List.of(new PodMessage.CompareNotice.AllChannels()))).isEqualTo("0103");
        assertThat(hex(List.of(new PodMessage.CompareNotice.Partition(1, 8)))).isEqualTo("01040000000100000008");
        assertThat(hex(List.of(new PodMessage.CompareNotice.Channels(List.of(new ChannelName("a:b"))))))
                .isEqualTo("01050000000100000003613a62");
        assertThat(hex(List.of(new PodMessage.State(
                        new ChannelName("a:b"),
                        "k",
                        new Version(1, 2),
                        new Version(1, 1),
                        "i",
                        "t",
                        Instant.ofEpochSecond(3, 4),
                        null,
                        null,
                        JsonBytes.of("{}")))))
                .isEqualTo("01" + "06" + "00000003613a62" + "000000016b" + "00000000000000010000000000000002"
                        + "0100000000000000010000000000000001" + "0000000169" + "0000000174"
                        + "000000000000000300000004" + "ffffffff" + "ffffffff" + "01000000027b7d");
        assertThat(hex(List.of(new PodMessage.Transient(
                        new ChannelName("a:b"),
                        null,
                        "t",
                        Instant.ofEpochSecond(3, 4),
                        Instant.ofEpochSecond(5, 6),
                        "u",
                        null,
                        JsonBytes.of("{}")))))
                .isEqualTo("01" + "07" + "00000003613a62" + "ffffffff" + "0000000174" + "000000000000000300000004"
                        + "000000000000000500000006" + "0000000175" + "ffffffff" + "000000027b7d");
        assertThat(hex(List.of(new PodMessage.CloseConnection("u", "c", 4409))))
                .isEqualTo("01" + "08" + "0000000175" + "0000000163" + "00001139");
        assertThat(hex(List.of())).isEqualTo("01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing
                "02", // another version
                "0100", // no such type
                "0109", // no such type
                "01040000000800000008", // partition 8 of 8
                "010400000000ffffffff", // of fewer than none
                "0105ffffffff", // a negative count
                "01057fffffff", // more channels than there are bytes
                "01027fffffff", // a text longer than there are bytes
                "0102ffffffff", // a text of negative length
                "010200000001610000000000000001000000000000000200000000000003" // no channel name
            })
    void refusesWhatIsNoBatch(String hex) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PodBatchCodec.decode(HexFormat.of().parseHex(hex)));
    }

    private static void decodeOrComplain(byte[] bytes) {
        try {
            assertThat(PodBatchCodec.decode(bytes)).isNotNull();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageNotContaining("\n");
        }
    }

    private static String hex(List<PodMessage> messages) {
        return HexFormat.of().formatHex(PodBatchCodec.encode(messages));
    }
}
