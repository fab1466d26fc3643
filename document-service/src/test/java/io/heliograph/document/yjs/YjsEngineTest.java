package io.heliograph.document.yjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.document.editing.DocumentSize;
import io.heliograph.document.editing.Edit;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.lib0.Lib0Writer;
import io.heliograph.document.lib0.MalformedMessageException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YjsEngineTest {
    private final YjsEngine engine = new YjsEngine();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", // nothing at all
                "0000ff", // something behind the end
                "01010900840907016100", // refers to what its client writes later
                "0101090004010174", // no text
                "0101090004010174026100" // shorter than it says
            })
    void refusesWhatYjsCouldNotLoad(String hex) {
        assertThatThrownBy(() -> engine.check(hex(hex))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void refusesMoreThanAnUpdateMayHave() {
        assertThatThrownBy(() -> engine.check(deleting(UpdateParser.MAX_CLIENTS + 1, 1)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("20000 clients");
        assertThatThrownBy(() -> engine.check(deleting(2, UpdateParser.MAX_PARTS / 2 + 1)))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("1000000 parts");
        assertThat(engine.check(deleting(2, UpdateParser.MAX_PARTS / 2)).clients())
                .isEmpty();
    }

    @Test
    void refusesValuesThatAreNestedTooDeep() {
        assertThat(engine.check(embed("[".repeat(64) + "]".repeat(64))).clients())
                .containsExactly(1L);
        assertThatThrownBy(() -> engine.check(embed("[".repeat(65) + "]".repeat(65))))
                .isInstanceOf(MalformedMessageException.class);
        assertThat(engine.check(arrays(64)).clients()).containsExactly(1L);
        assertThatThrownBy(() -> engine.check(arrays(65))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void readsADocumentThatHasMoreThanAnUpdateMayHave() {
        byte[] one = deleting(1, UpdateParser.MAX_PARTS);
        byte[] other = new Lib0Writer()
                .varUint(0)
                .varUint(1)
                .varUint(2)
                .varUint(1)
                .varUint(0)
                .varUint(1)
                .toBytes();

        Knowledge knowledge = engine.knowledgeOf(engine.merge(List.of(one, other)));

        assertThat(knowledge.covers(engine.check(one))).isTrue();
        assertThat(knowledge.covers(engine.check(other))).isTrue();
    }

    /** Ranges used to be sorted again for each mention of their client: gigabytes for these 100 kB. */
    @Test
    void takesAsLittleForAClientThatADeleteSetRepeats() {
        Lib0Writer writer = new Lib0Writer().varUint(0).varUint(UpdateParser.MAX_CLIENTS);
        for (int i = 0; i < UpdateParser.MAX_CLIENTS; i++) {
            writer.varUint(1).varUint(1).varUint(2L * i).varUint(1);
        }
        byte[] update = writer.toBytes();

        assertThat(Allocation.of(() -> engine.check(update))).isLessThan(100L * update.length);
    }

    @Test
    void doesNotTakeASkipAtTheEndForSomethingKnown() {
        byte[] first = text("a");
        Lib0Writer more = new Lib0Writer().varUint(1).varUint(2).varUint(1).varUint(1);
        more.octet(Struct.STRING | Struct.HAS_ORIGIN).varUint(1).varUint(0).text("b");
        more.octet(Struct.SKIP).varUint(5).varUint(0);
        Edit edit = engine.check(more.toBytes());
        Knowledge knowledge = engine.knowledgeOf(first);

        assertThat(knowledge.covers(edit)).isFalse();
        assertThat(knowledge.newIn(edit)).containsExactly(1L);
        assertThat(knowledge.plus(edit).stateVector()).isEqualTo(new byte[] {1, 1, 2});
    }

    /** Vectors of Yjs: it throws on the second update behind the first one, and takes what is expected. */
    @Test
    void cutsWhatRepeatsCollectedClocksWithOtherContent() {
        Knowledge knowledge = engine.knowledgeOf(hex("01010900000200")); // client 9: two clocks, collected
        Edit repeating = engine.check(hex("01010900040101740361626300")); // client 9: "abc", in "t"

        Edit news = knowledge.newPartOf(repeating);

        assertThat(news.bytes()).isEqualTo(hex("01010902840901016300")); // "c" behind clock 1
        assertThat(knowledge.plus(news).stateVector()).isEqualTo(new byte[] {1, 9, 3});
    }

    @Test
    void keepsDeletionsOfWhatIsKnown() {
        Knowledge knowledge = engine.knowledgeOf(text("abc"));

        Edit news = knowledge.newPartOf(engine.check(deleting(text("abc"), 1, 1)));

        assertThat(news.bytes()).isEqualTo(hex("000101010101"));
        assertThat(knowledge.covers(news)).isFalse();
    }

    @Test
    void takesNothingForAnUpdateThatRepeatsNothing() {
        Knowledge knowledge = engine.knowledgeOf(text("abc"));
        Edit more = engine.check(hex("01010103840102016400"));

        assertThat(knowledge.newPartOf(more)).isSameAs(more);
    }

    /** Vectors of Yjs: client 2 writes "a", client 1 "z" behind it, client 2 "b" between them. */
    @Test
    void doesNotJoinWhatWasWrittenBeforeDifferentThings() {
        byte[] merged = engine.merge(
                List.of(hex("0101020004010174016100"), hex("01010100840200017a00"), hex("01010201c402000100016200")));

        assertThat(merged).isEqualTo(hex("02020200040101740161c4020001000162010100840200017a00"));
    }

    @Test
    void keepsOfDeletedTextOnlyHowMuchItWas() {
        byte[] update = deleting(text("ab😀f"), 1, 2);

        byte[] kept = engine.withoutDeletedContent(update);

        Lib0Writer expected = new Lib0Writer().varUint(1).varUint(3).varUint(1).varUint(0);
        expected.octet(Struct.STRING).varUint(1).text("t").text("a");
        expected.octet(Struct.DELETED | Struct.HAS_ORIGIN).varUint(1).varUint(0).varUint(2);
        expected.octet(Struct.STRING | Struct.HAS_ORIGIN).varUint(1).varUint(2).text("\uFFFDf"); // as Yjs cuts a pair
        assertThat(kept).isEqualTo(deleting(expected.varUint(0).toBytes(), 1, 2));
        assertThat(engine.withoutDeletedContent(kept)).isEqualTo(kept);
    }

    /** Each cut used to copy the rest. */
    @Test
    void takesAsLittleForManyDeletedValues() {
        int count = 20_000;
        Lib0Writer writer = new Lib0Writer().varUint(1).varUint(1).varUint(1).varUint(0);
        writer.octet(Struct.ANY).varUint(1).text("t").varUint(count);
        for (int i = 0; i < count; i++) {
            writer.octet(126);
        }
        byte[] update = engine.merge(List.of(writer.varUint(0).toBytes(), deleting(1, count / 2)));

        assertThat(Allocation.of(() -> engine.withoutDeletedContent(update))).isLessThan(500L * update.length);
    }

    @Test
    void tellsWhatADocumentCosts() {
        byte[] update = nested(3);

        assertThat(engine.sizeOf(update)).isEqualTo(new DocumentSize(update.length, 3, 1, 3));
        assertThat(engine.sizeOf(text("flat")).depth()).isZero();
    }

    /** Yjs walks down by recursion, and ends at some thousands. */
    @Test
    void refusesTypesThatAreNestedTooDeep() {
        assertThat(engine.check(nested(64)).clients()).containsExactly(1L);
        assertThatThrownBy(() -> engine.check(nested(65))).isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void findsTheDepthOfWhatOnlyItsSiblingsPlace() {
        Lib0Writer writer = new Lib0Writer().varUint(1).varUint(3).varUint(1).varUint(0);
        writer.octet(Struct.TYPE).varUint(1).text("t").varUint(0);
        writer.octet(Struct.STRING).varUint(0).varUint(1).varUint(0).text("a");
        writer.octet(Struct.TYPE | Struct.HAS_ORIGIN).varUint(1).varUint(1).varUint(0);

        assertThat(engine.sizeOf(writer.varUint(0).toBytes()).depth()).isEqualTo(2);
    }

    @Test
    void encodesASnapshotAsDeleteSetAndStateVector() {
        byte[] update = deleting(text("abc"), 1, 1);

        assertThat(engine.knowledgeOf(update).snapshot()).isEqualTo(new byte[] {1, 1, 1, 1, 1, 1, 1, 3});
    }

    /** Arrays, each in the one before it. */
    private static byte[] nested(int depth) {
        Lib0Writer writer =
                new Lib0Writer().varUint(1).varUint(depth).varUint(1).varUint(0);
        writer.octet(Struct.TYPE).varUint(1).text("t").varUint(0);
        for (int i = 1; i < depth; i++) {
            writer.octet(Struct.TYPE).varUint(0).varUint(1).varUint(i - 1L).varUint(0);
        }
        return writer.varUint(0).toBytes();
    }

    /** With clocks of client 1 deleted. */
    private static byte[] deleting(byte[] withoutDeletions, long clock, long length) {
        return new Lib0Writer()
                .raw(withoutDeletions, 0, withoutDeletions.length - 1)
                .varUint(1)
                .varUint(1)
                .varUint(1)
                .varUint(clock)
                .varUint(length)
                .toBytes();
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] text(String text) {
        return struct(Struct.STRING, writer -> writer.text(text));
    }

    private static byte[] embed(String json) {
        return struct(Struct.EMBED, writer -> writer.text(json));
    }

    /** Around a number. */
    private static byte[] arrays(int depth) {
        return struct(Struct.ANY, writer -> {
            writer.varUint(1);
            for (int i = 0; i < depth; i++) {
                writer.octet(117).varUint(1);
            }
            writer.octet(125).varUint(7);
        });
    }

    /** The first one by client 1. */
    private static byte[] struct(int kind, Consumer<Lib0Writer> content) {
        Lib0Writer writer = new Lib0Writer().varUint(1).varUint(1).varUint(1).varUint(0);
        writer.octet(kind).varUint(1).text("t");
        content.accept(writer);
        return writer.varUint(0).toBytes();
    }

    /** Every second clock. */
    private static byte[] deleting(int clients, int ranges) {
        Lib0Writer writer = new Lib0Writer().varUint(0).varUint(clients);
        for (int client = 1; client <= clients; client++) {
            writer.varUint(client).varUint(ranges);
            for (long i = 0; i < ranges; i++) {
                writer.varUint(2 * i).varUint(1);
            }
        }
        return writer.toBytes();
    }
}
