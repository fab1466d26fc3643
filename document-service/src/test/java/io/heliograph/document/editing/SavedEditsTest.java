package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.access.Access;
import io.heliograph.document.editing.MemoryLog.Fault;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.yjs.YjsEngine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When an editor is told that an edit is saved. Everything happens in the test's thread. */
class SavedEditsTest {
    private static final DocumentName PLAN = new DocumentName("notes/plan");
    private static final byte[] FIRST = Updates.insert(1, 0);

    /** Behind the letter of the first one. */
    private static final byte[] SECOND = Updates.insertAfter(1, 1, 1, 0);

    private final MemoryLog log = new MemoryLog();
    private final TellingEditor ann = new TellingEditor(Access.WRITE);
    private final Rooms rooms = rooms();

    @Test
    void saysSoWhenTheLogHasItAndNotBefore() {
        List<Integer> savedBefore = new ArrayList<>();
        rooms.enter(PLAN, ann);
        log.fail(operation -> {
            if (operation.equals("append")) {
                savedBefore.add(ann.saved);
            }
            return Fault.NONE;
        });

        send(ann, FIRST);

        assertThat(savedBefore).containsExactly(0);
        assertThat(ann.saved).isEqualTo(1);
    }

    @Test
    void saysNothingWhenTheLogIsAway() {
        rooms.enter(PLAN, ann);
        log.fail(operation -> operation.equals("append") ? Fault.AWAY : Fault.NONE);

        send(ann, FIRST);

        assertThat(ann.saved).isZero();
        assertThat(ann.closed).isEqualTo(CloseCode.OVERLOADED);
    }

    @Test
    void saysSoOfWhatWasThereAlready() {
        rooms.enter(PLAN, ann);

        send(ann, FIRST);
        send(ann, FIRST);

        assertThat(ann.saved).isEqualTo(2);
        assertThat(log.read(PLAN).parts()).hasSize(1);
    }

    @Test
    void saysSoOfWhatWaitedWhenItCouldBeStored() {
        rooms.enter(PLAN, ann);

        send(ann, SECOND);
        assertThat(ann.saved).isZero();
        assertThat(ann.held).isEqualTo(1);
        send(ann, FIRST);

        assertThat(ann.saved).isEqualTo(2);
    }

    @Test
    void saysThatAReadersEditIsNotTaken() {
        TellingEditor reader = new TellingEditor(Access.READ);
        rooms.enter(PLAN, reader);

        send(reader, FIRST);

        assertThat(reader.refused).isEqualTo(1);
        assertThat(reader.saved).isZero();
        assertThat(log.read(PLAN).parts()).isEmpty();
    }

    private void send(Editor editor, byte[] update) {
        byte[] frame = ByteBuffer.allocate(update.length + 3)
                .put(new byte[] {0, 2, (byte) update.length})
                .put(update)
                .array();
        rooms.receive(PLAN, editor, frame);
    }

    private Rooms rooms() {
        YjsEngine engine = new YjsEngine();
        return new Rooms(
                "pod",
                log,
                new NothingRevoked(),
                new DocumentStates(log, engine, new UncountedRooms(), 1_000),
                engine,
                new RecordingWire(),
                (_, _) -> {},
                new UncountedRooms(),
                new PresentEditors(),
                RoomsTest.LIMITS,
                Runnable::run,
                () -> 0,
                (_, _) -> {});
    }

    private static final class TellingEditor extends SilentEditor {
        int saved;
        int held;
        int refused;

        @Nullable
        CloseCode closed;

        TellingEditor(Access access) {
            super("ann", access);
        }

        @Override
        public void saved() {
            saved++;
        }

        @Override
        public void held(byte[] question) {
            held++;
        }

        @Override
        public void refused(String reason) {
            refused++;
        }

        @Override
        public void close(CloseCode code, String reason) {
            closed = code;
        }
    }
}
