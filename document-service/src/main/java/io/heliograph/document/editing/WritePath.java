package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import io.heliograph.document.editing.DocumentStates.State;
import io.heliograph.document.editing.Room.Parts;
import io.heliograph.document.editing.WriteGate.Write;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of the updates that editors send, until they are in the log, docs/documents.md §4. Confined to the document's mailbox. */
final class WritePath {
    private static final Refusal TOO_LARGE = new Refusal(CloseCode.TOO_LARGE, "the document is too large to grow");
    private static final Refusal TOO_DEEP = new Refusal(CloseCode.TOO_LARGE, "shared types are nested too deep");
    private static final Refusal OVERFLOW =
            new Refusal(CloseCode.OVERLOADED, "too many updates wait for what they build on");

    private final DocumentName document;
    private final Parts parts;
    private final LogFollower log;
    private final Runnable onRefused;
    private final ClientOwners owners;
    private final Bulk bulk;
    private final NestingBound nesting;
    private final RoundTrips roundTrips = new RoundTrips();
    /** What was asked of what is stored, and not answered yet; of each editor the last. */
    private final Map<Editor, Long> questions = new HashMap<>();

    /** @param onRefused the log takes nothing from who knows as much as this process: the document was deleted */
    WritePath(DocumentName document, Parts parts, LogFollower log, Runnable onRefused) {
        this.document = document;
        this.parts = parts;
        this.log = log;
        this.onRefused = onRefused;
        this.owners = new ClientOwners(document, parts.log());
        this.bulk = new Bulk(parts.limits().bounds());
        this.nesting = new NestingBound(parts.limits().bounds().depth());
    }

    /**
     * Takes an update on its way.
     *
     * @return why the editor is to be closed
     */
    Optional<Refusal> write(Editor editor, Edit edit) {
        if (editor.access() != Access.WRITE) {
            if (log.gate().refuse(editor, edit)) {
                editor.refused("read-only");
            } else {
                editor.saved();
            }
            return Optional.empty();
        }
        if (!mayGrow() && !log.gate().newClients(edit).isEmpty()) {
            return Optional.of(TOO_LARGE);
        }
        Optional<Refusal> refusal = claim(editor, edit);
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean isNew = !log.gate().newClients(edit).isEmpty();
        return isNew && !nesting.allows(edit, () -> depthWith(edit)) ? Optional.of(TOO_DEEP) : offer(editor, edit);
    }

    /** Also with what is held: it may be accepted together with what it waits for. */
    private int depthWith(Edit edit) {
        List<byte[]> all = new ArrayList<>(log.gate().unstored());
        all.add(log.state().update());
        all.add(edit.bytes());
        return parts.engine().sizeOf(parts.engine().merge(all)).depth();
    }

    private Optional<Refusal> offer(Editor editor, Edit edit) {
        Verdict verdict = log.gate().offer(editor, edit);
        parts.metrics().offered(verdict);
        if (verdict == Verdict.HELD) {
            editor.held(question());
        }
        return verdict == Verdict.OVERFLOW ? Optional.of(OVERFLOW) : Optional.empty();
    }

    /** What asks an editor for everything that is not in the log, as far as this process knows it. */
    byte[] question() {
        return Message.syncStep1(log.gate().stored().stateVector());
    }

    /** The editor wants to know when everything that it sent is stored. */
    void asks(Editor editor, long number) {
        questions.put(editor, number);
    }

    private boolean mayGrow() {
        if (bulk.isUnknown()) {
            boolean wasLarge = bulk.isLarge();
            State state = log.state();
            DocumentSize size = parts.engine().sizeOf(state.update()).stored(state.storedBytes());
            bulk.measured(size);
            nesting.measured(size.depth());
            if (bulk.isLarge() && !wasLarge) {
                parts.metrics().large();
            }
        }
        return !bulk.isTooLarge();
    }

    /** Editors also bring what another process told them of others. Such a thing is in the log, but may not have been seen here yet. */
    private Optional<Refusal> claim(Editor editor, Edit edit) {
        Optional<Refusal> refusal = owners.claim(editor.user(), log.gate().newClients(edit));
        if (refusal.isEmpty()) {
            return refusal;
        }
        log.catchUp();
        return owners.claim(editor.user(), log.gate().newClients(edit));
    }

    /**
     * Stores what was accepted, and says so. What comes meanwhile is stored with the next one.
     *
     * @return who has to come back with something, because it may not be stored
     */
    Set<Editor> store() {
        if (!log.isLoaded()) {
            return Set.of();
        }
        WriteGate gate = log.gate();
        for (List<Write> writes = gate.takeWrites(); !writes.isEmpty(); writes = gate.takeWrites()) {
            try {
                if (!store(writes)) {
                    onRefused.run();
                    return Set.of();
                }
            } catch (LogUnavailableException _) {
                return gate.onFailure();
            }
        }
        gate.takeDone().forEach(Editor::saved);
        questions.entrySet().removeIf(question -> answer(question.getKey(), question.getValue()));
        return Set.of();
    }

    /** As one update. Storing it may release others that were held for what the log brought meanwhile. */
    private boolean store(List<Write> writes) {
        byte[] update = merged(writes);
        Set<Editor> authors = writes.stream().map(Write::editor).collect(Collectors.toSet());
        Set<String> users = authors.stream().map(Editor::user).collect(Collectors.toSet());
        long began = parts.nanoTime().getAsLong();
        OptionalLong stored = parts.log().append(document, log.sequence(), users, update);
        if (stored.isEmpty()) {
            return false;
        }
        log.gate().onSuccess();
        parts.metrics()
                .appended(update.length, Duration.ofNanos(parts.nanoTime().getAsLong() - began));
        parts.growth().appended(document, update.length);
        roundTrips.began(stored.getAsLong(), parts.nanoTime().getAsLong());
        parts.wire().tell(document, WireMessage.appended(parts.pod(), stored.getAsLong(), update));
        log.onAppended(stored.getAsLong(), update, authors);
        return true;
    }

    private byte[] merged(List<Write> writes) {
        return writes.size() == 1
                ? writes.getFirst().edit().bytes()
                : parts.engine()
                        .merge(writes.stream()
                                .map(write -> write.edit().bytes())
                                .toList());
    }

    private boolean answer(Editor editor, long question) {
        if (log.gate().owes(editor)) {
            return false;
        }
        editor.send(Message.saved(question));
        return true;
    }

    /** The wire brought back what was appended here. */
    void heard(long sequence) {
        roundTrips.ended(sequence, parts.nanoTime().getAsLong()).ifPresent(parts.metrics()::fannedOut);
    }

    /** The log has it. */
    void appended(Edit edit) {
        bulk.added(edit);
        nesting.added(edit);
    }

    /** The editor has left. What was accepted from it is stored all the same. */
    void forget(Editor editor) {
        questions.remove(editor);
        if (log.isLoaded()) {
            log.gate().forget(editor);
        }
    }

    /** The document is gone; there may be one of this name again. */
    void forgetOwners() {
        owners.forget();
    }
}
