package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.access.Access;
import io.heliograph.document.yjs.YjsEngine;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class WriteGateTest {
    private static final String NOTHING = "0000";
    /** Client 9 writes "a". */
    private static final String FIRST = "0101090004010174016100";
    /** Client 9 writes "b" behind it. */
    private static final String SECOND = "01010901840900016200";

    /** Client 9 writes "ab". */
    private static final String BOTH = "010109000401017402616200";

    private final YjsEngine engine = new YjsEngine();
    private final WriteGate gate =
            new WriteGate(engine.knowledgeOf(HexFormat.of().parseHex(NOTHING)));
    private final Editor ann = new SilentEditor("ann", Access.WRITE);
    private final Editor again = new SilentEditor("ann", Access.WRITE);

    @Test
    void owesWhatIsNotStoredYet() {
        assertThat(gate.offer(ann, edit(FIRST))).isEqualTo(Verdict.ACCEPTED);
        assertThat(gate.owes(ann)).isTrue();

        store();

        assertThat(gate.owes(ann)).isFalse();
    }

    @Test
    void owesWhatWaitsForSomethingElse() {
        assertThat(gate.offer(ann, edit(SECOND))).isEqualTo(Verdict.HELD);
        store();
        assertThat(gate.owes(ann)).isTrue();

        assertThat(gate.offer(again, edit(FIRST))).isEqualTo(Verdict.ACCEPTED);
        assertThat(gate.takeWrites()).extracting(WriteGate.Write::editor).containsExactly(again, ann);
        gate.onSuccess();

        assertThat(gate.owes(ann)).isFalse();
    }

    /** Somebody's new connection repeats what the old one sent: it is covered by what then is not stored. */
    @Test
    void afterAFailureEverybodyIsConcernedWhoseEditsAreNotStored() {
        gate.offer(ann, edit(FIRST));
        assertThat(gate.offer(again, edit(FIRST))).isEqualTo(Verdict.COVERED);
        assertThat(gate.owes(again)).isTrue();

        gate.takeWrites();
        assertThat(gate.onFailure()).containsExactlyInAnyOrder(ann, again);

        assertThat(gate.offer(ann, edit(FIRST))).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void whatIsStoredConcernsNobodyWhenTheNextFails() {
        gate.offer(ann, edit(FIRST));
        store();
        assertThat(gate.offer(again, edit(FIRST))).isEqualTo(Verdict.COVERED);
        gate.offer(ann, edit(SECOND));

        gate.takeWrites();
        assertThat(gate.onFailure()).containsExactly(ann);
    }

    @Test
    void owesForEverWhatWasRefused() {
        assertThat(gate.refuse(ann, edit(FIRST))).isTrue();
        store();
        assertThat(gate.owes(ann)).isTrue();
        assertThat(gate.refuse(again, edit(NOTHING))).isFalse();
        assertThat(gate.owes(again)).isFalse();
    }

    /** As it came, it would be passed on to open editors, and Yjs throws on some forged ones of these. */
    @Test
    void storesOfAnUpdateOnlyWhatIsNew() {
        gate.offer(ann, edit(FIRST));
        assertThat(gate.offer(again, edit(BOTH))).isEqualTo(Verdict.ACCEPTED);

        assertThat(gate.takeWrites())
                .extracting(write -> HexFormat.of().formatHex(write.edit().bytes()))
                .containsExactly(FIRST, SECOND);
    }

    private void store() {
        gate.takeWrites().forEach(write -> gate.onStored(write.edit()));
        gate.onSuccess();
    }

    private Edit edit(String hex) {
        return engine.check(HexFormat.of().parseHex(hex));
    }
}
