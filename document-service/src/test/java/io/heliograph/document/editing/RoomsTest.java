package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.access.Access;
import io.heliograph.document.editing.MemoryLog.Fault;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.yjs.YjsEngine;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RoomsTest {
    private static final DocumentName DOCUMENT = new DocumentName("notes/plan");
    private static final byte[] FIRST = Updates.insert(1, 0);
    private static final byte[] SECOND = Updates.insertAfter(1, 1, 1, 0);

    private final UpdateEngine engine = new YjsEngine();
    private final MemoryLog log = new MemoryLog();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Rooms rooms = rooms();
    private final TestEditor ann = new TestEditor("ann");
    private final TestEditor bob = new TestEditor("bob");

    @Test
    void closesWhoeverSaidTheSameAgainWhenAnAppendFails() {
        TestEditor again = new TestEditor("ann");
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
        TestEditor again = new TestEditor("ann");
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
        assertThat(bob.asked).hasSize(1);
    }

    /** Bob saw it on another process, which may be ahead of this one. */
    @Test
    void looksIntoTheLogBeforeItRefusesWhatAnotherUserWrote() {
        enter(bob);
        log.claim(DOCUMENT, "ann", List.of(1L));
        log.append(DOCUMENT, "ann", FIRST);

        send(bob, FIRST);
        work();
        assertThat(bob.closed).isEmpty();
        send(bob, SECOND);
        work();

        assertThat(bob.closed).containsExactly(CloseCode.CLIENT_ID_CONFLICT);
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
        TestEditor again = new TestEditor("ann");
        enter(again);
        send(again, engine.merge(List.of(FIRST, SECOND)));
        work();

        assertThat(ann.closed).containsExactly(CloseCode.FAILED);
        assertThat(engine.knowledgeOf(engine.merge(log.read(DOCUMENT).parts())).covers(engine.check(SECOND)))
                .isTrue();
    }

    private static MemoryLog.Faults failing(Fault fault, String operation) {
        return name -> name.equals(operation) ? fault : Fault.NONE;
    }

    private void enter(TestEditor... editors) {
        for (TestEditor editor : editors) {
            rooms.enter(DOCUMENT, editor);
        }
        work();
    }

    private void send(TestEditor editor, byte[] update) {
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
                new DocumentStates(log, engine, 1024),
                engine,
                new SilentWire(),
                (_, _) -> {},
                new UncountedRooms(),
                tasks::add,
                () -> 0,
                (_, action) -> tasks.add(action));
    }

    private static final class SilentWire implements Wire {
        @Override
        public void listen(DocumentName document) {}

        @Override
        public void forget(DocumentName document) {}

        @Override
        public void tell(DocumentName document, WireMessage message) {}

        @Override
        public boolean isUp() {
            return false;
        }
    }

    private static final class TestEditor implements Editor {
        final String user;
        final List<CloseCode> closed = new ArrayList<>();
        final List<Message> asked = new ArrayList<>();

        TestEditor(String user) {
            this.user = user;
        }

        @Override
        public String user() {
            return user;
        }

        @Override
        public Access access() {
            return Access.WRITE;
        }

        @Override
        public Instant issuedAt() {
            return Instant.EPOCH;
        }

        @Override
        public void send(byte[] message) {
            if (Message.read(message) instanceof Message.SyncStep1 question) {
                asked.add(question);
            }
        }

        @Override
        public void answer(byte[] message) {}

        @Override
        public void close(CloseCode code, String reason) {
            closed.add(code);
        }

        @Override
        public void next() {}
    }
}
