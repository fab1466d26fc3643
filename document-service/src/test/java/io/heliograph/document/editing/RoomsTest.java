package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.access.Access;
import io.heliograph.document.editing.MemoryLog.Fault;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.yjs.YjsEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomsTest {
    static final Limits LIMITS = new Limits(2, 3, 4, 5, new DocumentBounds(10, 2_000, 100, 10, 3));
    private static final DocumentName DOCUMENT = new DocumentName("notes/plan");
    private static final byte[] FIRST = Updates.insert(1, 0);
    private static final byte[] SECOND = Updates.insertAfter(1, 1, 1, 0);

    private final UpdateEngine engine = new YjsEngine();
    private final MemoryLog log = new MemoryLog();
    private final PresentEditors attendance = new PresentEditors();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Rooms rooms = rooms();
    private final RecordingEditor ann = new RecordingEditor("ann", Access.WRITE);
    private final RecordingEditor bob = new RecordingEditor("bob", Access.WRITE);

    @Test
    void closesWhoeverSaidTheSameAgainWhenAnAppendFails() {
        RecordingEditor again = new RecordingEditor("ann", Access.WRITE);
        enter(ann, again);

        log.fail(failing(Fault.AWAY, "append"));
        send(ann, FIRST);
        send(again, FIRST);
        work();

        assertThat(ann.closed).containsExactly(CloseCode.OVERLOADED);
        assertThat(again.closed).containsExactly(CloseCode.OVERLOADED);
    }

    @Test
    void losesNothingWhenSomethingUnexpectedHappens() {
        enter(ann, bob);

        log.fail(failing(Fault.DEFECT, "append"));
        send(ann, FIRST);
        work();
        log.fail(_ -> Fault.NONE);
        RecordingEditor again = new RecordingEditor("ann", Access.WRITE);
        enter(again);
        send(again, FIRST);
        work();

        assertThat(ann.closed).containsExactly(CloseCode.FAILED);
        assertThat(bob.closed).containsExactly(CloseCode.FAILED);
        assertThat(log.heads(List.of(DOCUMENT))).containsEntry(DOCUMENT, 1L);
    }

    @Test
    void letsEverybodyElseInWhenOneEventFails() {
        log.fail(failing(Fault.DEFECT, "read"));
        rooms.enter(DOCUMENT, ann);
        rooms.enter(DOCUMENT, bob);
        log.failOnce();
        work();

        assertThat(ann.closed).containsExactly(CloseCode.FAILED);
        assertThat(bob.asked()).isEqualTo(1);
    }

    /** Bob saw it on another process, which may be ahead of this one. */
    @Test
    void looksIntoTheLogBeforeItRefusesWhatAnotherUserWrote() {
        enter(bob);
        log.claim(DOCUMENT, "ann", List.of(1L));
        log.append(DOCUMENT, 0, List.of("ann"), FIRST);

        send(bob, FIRST);
        work();
        assertThat(bob.closed).isEmpty();
        send(bob, SECOND);
        work();

        assertThat(bob.closed).containsExactly(CloseCode.CLIENT_ID_CONFLICT);
    }

    /** Two processes that did not know of each other's appends may both have accepted the same clocks. */
    @Test
    void bringsOpenEditorsOnlyWhatIsNew() {
        enter(bob);

        log.append(DOCUMENT, 0, Set.of("ann"), Updates.insert(1, 0, "abc"));
        log.append(DOCUMENT, 1, Set.of("ann"), Updates.insert(1, 0, "abcdef"));
        rooms.compare();
        work();

        assertThat(bob.brought()).hasSize(2);
        assertThat(bob.brought().getFirst()).contains("abc");
        assertThat(bob.brought().getLast()).contains("def").doesNotContain("c");
    }

    /** A replica took over that had not everything: the sequences that it gives were given before. */
    @Test
    void startsAnewWhenTheLogLostItsEnd() {
        enter(ann);
        send(ann, FIRST);
        work();

        log.loseLast(DOCUMENT);
        rooms.compare();
        work();
        RecordingEditor again = new RecordingEditor("ann", Access.WRITE);
        enter(again);
        send(again, engine.merge(List.of(FIRST, SECOND)));
        work();

        assertThat(ann.closed).containsExactly(CloseCode.FAILED);
        assertThat(engine.knowledgeOf(engine.merge(log.read(DOCUMENT).parts())).covers(engine.check(SECOND)))
                .isTrue();
    }

    @Test
    void showsNobodyWhatWasDeletedBefore() {
        log.append(DOCUMENT, 0, Set.of("ann"), Updates.insert(1, 0, "secret"));
        log.append(DOCUMENT, 1, Set.of("ann"), Updates.delete(1, 0));
        enter(ann, bob);

        rooms.receive(DOCUMENT, ann, Message.syncStep1(new byte[] {0}));
        rooms.receive(DOCUMENT, bob, Message.syncStep1(new byte[] {1, 2, 1})); // knows something, but nothing of this
        work();

        assertThat(ann.brought()).singleElement().asString().contains("ecret").doesNotContain("secret");
        assertThat(bob.brought()).isEqualTo(ann.brought());
    }

    /** By a client that was offline and keeps what was deleted. */
    @Test
    void showsNobodyWhatAnUpdateBringsAndDeletes() {
        enter(ann, bob);

        send(ann, engine.merge(List.of(Updates.insert(1, 0, "secret"), Updates.delete(1, 0))));
        work();

        assertThat(bob.brought()).singleElement().asString().contains("ecret").doesNotContain("secret");
        assertThat(new String(log.read(DOCUMENT).parts().getFirst(), StandardCharsets.UTF_8))
                .contains("secret");
    }

    @Test
    void bearsSoManyDocuments() {
        RecordingEditor cleo = new RecordingEditor("cleo", Access.WRITE);
        rooms.enter(new DocumentName("1"), ann);
        rooms.enter(new DocumentName("2"), bob);
        rooms.enter(new DocumentName("3"), cleo);
        rooms.leave(new DocumentName("2"), bob);
        RecordingEditor again = new RecordingEditor("cleo", Access.WRITE);
        rooms.enter(new DocumentName("3"), again);
        work();

        assertThat(cleo.closed).containsExactly(CloseCode.OVERLOADED);
        assertThat(again.closed).isEmpty();
    }

    @Test
    void bearsSoManyConnectionsOfAUser() {
        List<RecordingEditor> ofAnn = editors(LIMITS.ofUser() + 1, _ -> ann());
        enter(ofAnn.toArray(RecordingEditor[]::new));

        assertThat(ofAnn.getFirst().closed).isEmpty();
        assertThat(ofAnn.getLast().closed).containsExactly(CloseCode.OVERLOADED);

        rooms.leave(DOCUMENT, ofAnn.getLast());
        rooms.leave(DOCUMENT, ofAnn.getFirst());
        enter(ann);
        assertThat(ann.closed).isEmpty();
    }

    @Test
    void bearsSoManyWritersAndViewersOfADocument() {
        List<RecordingEditor> writers = editors(LIMITS.writers() + 1, i -> new RecordingEditor("w" + i, Access.WRITE));
        List<RecordingEditor> viewers = editors(LIMITS.viewers() + 1, i -> new RecordingEditor("v" + i, Access.READ));
        enter(writers.toArray(RecordingEditor[]::new));
        enter(viewers.toArray(RecordingEditor[]::new));

        assertThat(writers).filteredOn(editor -> !editor.closed.isEmpty()).containsExactly(writers.getLast());
        assertThat(viewers).filteredOn(editor -> !editor.closed.isEmpty()).containsExactly(viewers.getLast());
    }

    @Test
    void countsWhomItLetInUntilTheyLeave() {
        List<RecordingEditor> writers = editors(LIMITS.writers() + 1, i -> new RecordingEditor("w" + i, Access.WRITE));

        enter(writers.toArray(RecordingEditor[]::new));
        assertThat(attendance.present.keySet())
                .containsExactlyInAnyOrderElementsOf(writers.subList(0, LIMITS.writers()));

        rooms.leave(DOCUMENT, writers.getFirst());
        rooms.closeAll(CloseCode.DRAINING, "this process ends");
        work();
        assertThat(attendance.present).isEmpty();
    }

    @Test
    void countsNobodyWhileTheLogIsAway() {
        log.fail(_ -> Fault.AWAY);

        enter(ann);

        assertThat(ann.closed).containsExactly(CloseCode.OVERLOADED);
        assertThat(attendance.present).isEmpty();
    }

    @Test
    void seesAnotherAccessOfAnotherToken() {
        RecordingEditor zoe = new RecordingEditor("zoe", Access.READ);
        enter(zoe);

        zoe.access = Access.WRITE;
        rooms.renewed(DOCUMENT, zoe);
        rooms.renewed(DOCUMENT, new RecordingEditor("eve", Access.WRITE));
        work();

        assertThat(attendance.present).isEqualTo(Map.of(zoe, Access.WRITE));
    }

    @Test
    void letsADocumentThatIsTooLargeOnlyShrink() {
        log.append(DOCUMENT, 0, Set.of("ann"), Updates.insert(1, 0, "a".repeat(2_000)));
        enter(ann, bob);

        send(bob, Updates.delete(1, 0));
        work();
        assertThat(bob.closed).isEmpty();
        assertThat(log.heads(List.of(DOCUMENT))).containsEntry(DOCUMENT, 2L);
        send(ann, Updates.insertAfter(1, 2_000, 1, 1_999));
        work();

        assertThat(ann.closed).containsExactly(CloseCode.TOO_LARGE);
        assertThat(log.heads(List.of(DOCUMENT))).containsEntry(DOCUMENT, 2L);
    }

    @Test
    void nestsNoDeeperThanADocumentMayBeByManyEdits() {
        enter(ann, bob);

        for (int depth = 1; depth <= LIMITS.bounds().depth(); depth++) {
            send(ann, nested(depth));
        }
        work();
        assertThat(ann.closed).isEmpty();
        send(bob, Updates.type(2, 0)); // beside them
        send(bob, Updates.typeIn(2, 1, 2, 0));
        work();
        assertThat(bob.closed).isEmpty();
        send(ann, nested(LIMITS.bounds().depth() + 1));
        send(bob, Updates.insert(2, 2));
        work();

        assertThat(ann.closed).containsExactly(CloseCode.TOO_LARGE);
        assertThat(bob.closed).isEmpty();
    }

    /** They would all be accepted with the one that they wait for. */
    @Test
    void nestsNoDeeperByEditsThatWereHeld() {
        enter(ann);

        for (int depth = LIMITS.bounds().depth() + 1; depth > 0; depth--) {
            send(ann, nested(depth));
        }
        work();

        assertThat(ann.closed).containsExactly(CloseCode.TOO_LARGE);
        assertThat(log.heads(List.of(DOCUMENT))).doesNotContainValue(1L);
    }

    /** One type more, in the one before it. */
    private static byte[] nested(int depth) {
        return depth == 1 ? Updates.type(1, 0) : Updates.typeIn(1, depth - 1, 1, depth - 2);
    }

    private static RecordingEditor ann() {
        return new RecordingEditor("ann", Access.WRITE);
    }

    private static List<RecordingEditor> editors(int count, IntFunction<RecordingEditor> one) {
        return IntStream.range(0, count).mapToObj(one).toList();
    }

    private static MemoryLog.Faults failing(Fault fault, String operation) {
        return name -> name.equals(operation) ? fault : Fault.NONE;
    }

    private void enter(RecordingEditor... editors) {
        for (RecordingEditor editor : editors) {
            rooms.enter(DOCUMENT, editor);
        }
        work();
    }

    private void send(RecordingEditor editor, byte[] update) {
        rooms.receive(DOCUMENT, editor, Message.update(update));
    }

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private Rooms rooms() {
        return new Rooms(
                "pod",
                log,
                new NothingRevoked(),
                new DocumentStates(log, engine, new UncountedRooms(), 1024),
                engine,
                new RecordingWire(),
                (_, _) -> {},
                new UncountedRooms(),
                attendance,
                LIMITS,
                tasks::add,
                () -> 0,
                (_, action) -> tasks.add(action));
    }
}
