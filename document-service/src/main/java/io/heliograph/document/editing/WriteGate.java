package io.heliograph.document.editing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which updates may be stored, and which have to wait for what they build on, docs/documents.md §4. A gap is never stored: clients would keep what comes behind it and merge it
 * again with each update. Confined to the document's mailbox.
 */
final class WriteGate {
    /** Of one connection. */
    static final int MAX_HELD = 256;

    static final int MAX_HELD_BYTES = 2 * 1024 * 1024;

    private final Map<Editor, Held> held = new HashMap<>();
    private final List<Write> waiting = new ArrayList<>();
    /** Whose updates are stored when everything is that was accepted: one mention for each update, as in {@link #done}. */
    private final List<Editor> unsure = new ArrayList<>();

    private final List<Editor> done = new ArrayList<>();
    private final Set<Editor> refused = new HashSet<>();
    private Knowledge stored;
    private Knowledge expected;

    /** An update that may be stored, and whose it is. */
    record Write(Editor editor, Edit edit) {}

    private static final class Held {
        final List<Edit> edits = new ArrayList<>();
        int bytes;
    }

    WriteGate(Knowledge stored) {
        this.stored = stored;
        this.expected = stored;
    }

    Knowledge stored() {
        return stored;
    }

    /** Clients by which the update brings something that is neither stored nor about to be. */
    Set<Long> newClients(Edit edit) {
        return expected.newIn(edit);
    }

    /**
     * Takes note of an update of somebody who may not write.
     *
     * @return whether it would bring anything
     */
    boolean refuse(Editor editor, Edit edit) {
        boolean brings = !expected.covers(edit);
        if (brings) {
            refused.add(editor);
        }
        return brings;
    }

    Verdict offer(Editor editor, Edit edit) {
        if (expected.covers(edit)) {
            covered(editor);
            return Verdict.COVERED;
        }
        if (!expected.hasPredecessorsOf(edit)) {
            return hold(editor, edit);
        }
        accept(editor, edit);
        release();
        return Verdict.ACCEPTED;
    }

    /** Whether something that the editor sent is not stored: not yet, or never. */
    boolean owes(Editor editor) {
        return held.containsKey(editor) || unsure.contains(editor) || refused.contains(editor);
    }

    /** Everything that was taken from editors and is not stored, whether it may be or waits for something. */
    List<byte[]> unstored() {
        return Stream.concat(
                        waiting.stream().map(Write::edit),
                        held.values().stream().flatMap(own -> own.edits.stream()))
                .map(Edit::bytes)
                .toList();
    }

    /** What is to be stored next, in this order. */
    List<Write> takeWrites() {
        List<Write> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** It is in the log. */
    void onStored(Edit edit) {
        stored = stored.plus(edit);
        expected = expected.plus(edit);
        release();
    }

    /** What was taken is in the log. */
    void onSuccess() {
        done.addAll(unsure);
        unsure.clear();
    }

    /** Whose updates are stored since this was asked last: one mention for each update. */
    List<Editor> takeDone() {
        List<Editor> taken = List.copyOf(done);
        done.clear();
        return taken;
    }

    /**
     * It is not known whether what was taken is in the log: it counts as not there, until it is seen there.
     *
     * @return who has to send it again: whoever sent it, and whoever was told nothing because somebody else had
     */
    Set<Editor> onFailure() {
        Set<Editor> concerned = Set.copyOf(unsure);
        expected = stored;
        waiting.clear();
        unsure.clear();
        return concerned;
    }

    void forget(Editor editor) {
        held.remove(editor);
        unsure.removeIf(editor::equals);
        done.removeIf(editor::equals);
        refused.remove(editor);
        // What was accepted from it is stored all the same.
    }

    private Verdict hold(Editor editor, Edit edit) {
        Held own = held.computeIfAbsent(editor, _ -> new Held());
        if (own.edits.size() == MAX_HELD || own.bytes + edit.bytes().length > MAX_HELD_BYTES) {
            return Verdict.OVERFLOW;
        }
        own.edits.add(edit);
        own.bytes += edit.bytes().length;
        return Verdict.HELD;
    }

    /** Until nothing moves any more: each update that is accepted may be what another one waits for. */
    private void release() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Map.Entry<Editor, Held> one : held.entrySet()) {
                moved |= release(one.getKey(), one.getValue());
            }
        }
        held.values().removeIf(own -> own.edits.isEmpty());
    }

    private boolean release(Editor editor, Held own) {
        boolean moved = false;
        for (Iterator<Edit> edits = own.edits.iterator(); edits.hasNext(); ) {
            Edit edit = edits.next();
            boolean covered = expected.covers(edit);
            if (covered || expected.hasPredecessorsOf(edit)) {
                edits.remove();
                own.bytes -= edit.bytes().length;
                moved = true;
                if (covered) {
                    covered(editor);
                } else {
                    accept(editor, edit);
                }
            }
        }
        return moved;
    }

    private void covered(Editor editor) {
        (waiting.isEmpty() ? done : unsure).add(editor);
    }

    private void accept(Editor editor, Edit edit) {
        waiting.add(new Write(editor, expected.newPartOf(edit)));
        unsure.add(editor);
        expected = expected.plus(edit);
    }
}
