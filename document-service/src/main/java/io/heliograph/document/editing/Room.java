package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.editing.DocumentStates.State;
import io.heliograph.document.editing.WriteGate.Write;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.lib0.MalformedMessageException;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * A document with editors on this process, docs/documents.md §4. Nobody is told of an update before it is in the log. Confined to the document's mailbox, which may block.
 */
final class Room {
    private static final Refusal AWAY = new Refusal(CloseCode.OVERLOADED, "the log is away");

    private final DocumentName document;
    private final Parts parts;
    private final Set<Editor> editors = new LinkedHashSet<>();
    private final ClientOwners owners;
    /** What was asked of what is stored, and not answered yet; of each editor the last. */
    private final Map<Editor, Long> questions = new HashMap<>();

    private final Audience audience;
    private final LogFollower log;
    private final Bulk bulk;
    private boolean flushing;

    /**
     * What all rooms share.
     *
     * @param pod the name of this process
     */
    record Parts(
            String pod,
            DocumentLog log,
            Revocations revocations,
            DocumentStates states,
            UpdateEngine engine,
            Wire wire,
            Growth growth,
            RoomMetrics metrics,
            Limits limits,
            LongSupplier nanoTime) {}

    Room(DocumentName document, Parts parts) {
        this.document = document;
        this.parts = parts;
        this.owners = new ClientOwners(document, parts.log());
        this.audience = new Audience(
                document,
                parts.pod(),
                parts.wire(),
                parts.metrics(),
                editors,
                parts.nanoTime().getAsLong());
        this.bulk = new Bulk(parts.limits().bounds());
        this.log = new LogFollower(document, parts, this::appended, this::isGone);
    }

    void enter(Editor editor) {
        List<Editor> others = List.copyOf(editors);
        editors.add(editor); // first, so that whatever happens it is closed with the others
        try {
            Standing standing = standing();
            obey(standing, others);
            Optional<Refusal> refusal = standing.refusalOf(editor);
            if (refusal.isPresent()) {
                close(editor, refusal.get());
                return;
            }
            if (isFullFor(editor)) {
                close(editor, CloseCode.OVERLOADED, "the document has enough editors on this process");
                return;
            }
            ask(editor);
        } catch (LogUnavailableException _) {
            close(editor, AWAY);
            return;
        }
        audience.greet(editor);
        editor.next();
    }

    private boolean isFullFor(Editor editor) {
        long alike = editors.stream()
                .filter(other -> other.access() == editor.access())
                .count();
        return alike
                > (editor.access() == Access.WRITE
                        ? parts.limits().writers()
                        : parts.limits().viewers());
    }

    void leave(Editor editor) {
        if (editors.remove(editor)) {
            questions.remove(editor);
            if (log.isLoaded()) {
                log.gate().forget(editor);
            }
            audience.left(editor);
        }
    }

    void receive(Editor editor, byte[] frame) {
        if (!editors.contains(editor)) {
            return;
        }
        try {
            receive(editor, Message.read(frame));
            editor.next();
        } catch (MalformedMessageException e) {
            close(editor, CloseCode.MALFORMED, String.valueOf(e.getMessage()));
        } catch (LogUnavailableException _) {
            close(editor, AWAY);
        }
    }

    private void receive(Editor editor, Message message) {
        switch (message) {
            case Message.SyncStep1(byte[] stateVector) -> answer(editor, stateVector);
            case Message.Update(byte[] update, boolean _) ->
                write(editor, parts.engine().check(update));
            case Message.Awareness(byte[] states) -> audience.receive(editor, AwarenessEntry.read(states));
            case Message.QueryAwareness _ -> audience.greet(editor);
            case Message.Saved(long number) -> questions.put(editor, number);
        }
    }

    private void answer(Editor editor, byte[] stateVector) {
        long began = parts.nanoTime().getAsLong();
        State state = log.state();
        byte[] answer = isEmpty(stateVector)
                ? state.answer()
                : Message.syncStep2(parts.engine().diff(state.update(), stateVector));
        parts.metrics().answered(answer.length, since(began));
        editor.answer(answer);
    }

    private static boolean isEmpty(byte[] stateVector) {
        return stateVector.length == 1 && stateVector[0] == 0;
    }

    private Duration since(long nanos) {
        return Duration.ofNanos(parts.nanoTime().getAsLong() - nanos);
    }

    /** It answers with what is not in the log, as far as this process knows it. */
    private void ask(Editor editor) {
        editor.send(Message.syncStep1(log.gate().stored().stateVector()));
    }

    private void write(Editor editor, Edit edit) {
        if (editor.access() != Access.WRITE) {
            if (log.gate().refuse(editor, edit)) {
                editor.send(Message.permissionDenied("read-only"));
            }
            return;
        }
        if (!mayGrow() && !log.gate().newClients(edit).isEmpty()) {
            close(editor, CloseCode.TOO_LARGE, "the document is too large to grow");
            return;
        }
        Optional<Refusal> refusal = claim(editor, edit);
        if (refusal.isPresent()) {
            close(editor, refusal.get());
            return;
        }
        Verdict verdict = log.gate().offer(editor, edit);
        parts.metrics().offered(verdict);
        switch (verdict) {
            case ACCEPTED, COVERED -> {}
            case HELD -> ask(editor);
            case OVERFLOW -> close(editor, CloseCode.OVERLOADED, "too many updates wait for what they build on");
        }
    }

    private boolean mayGrow() {
        if (bulk.isUnknown()) {
            boolean wasLarge = bulk.isLarge();
            bulk.measured(parts.engine().sizeOf(log.state().update()));
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

    /** Stores what was accepted, and says so. What comes meanwhile is stored with the next one. */
    void store() {
        if (!log.isLoaded()) {
            return;
        }
        WriteGate gate = log.gate();
        for (List<Write> writes = gate.takeWrites(); !writes.isEmpty(); writes = gate.takeWrites()) {
            store(writes);
        }
        questions.entrySet().removeIf(question -> answer(question.getKey(), question.getValue()));
    }

    /** As one update. Storing it may release others that were held for what the log brought meanwhile. */
    private void store(List<Write> writes) {
        byte[] update = merged(writes);
        Set<Editor> authors = writes.stream().map(Write::editor).collect(Collectors.toSet());
        long began = parts.nanoTime().getAsLong();
        OptionalLong stored;
        try {
            stored = parts.log()
                    .append(document, log.sequence(), users(authors), update);
            if (stored.isEmpty()) {
                obey(standing());
                return;
            }
        } catch (LogUnavailableException _) {
            log.gate().onFailure().forEach(editor -> close(editor, AWAY));
            return;
        }
        log.gate().onSuccess();
        parts.metrics().appended(update.length, since(began));
        parts.growth().appended(document, update.length);
        parts.wire().tell(document, WireMessage.appended(parts.pod(), stored.getAsLong(), update));
        log.onAppended(stored.getAsLong(), update, authors);
    }

    private static Set<String> users(Set<Editor> authors) {
        return authors.stream().map(Editor::user).collect(Collectors.toSet());
    }

    private byte[] merged(List<Write> writes) {
        return writes.size() == 1
                ? writes.getFirst().edit().bytes()
                : parts.engine()
                        .merge(writes.stream()
                                .map(write -> write.edit().bytes())
                                .toList());
    }

    /** After something that nobody expected: nothing that is known here counts any more, and everybody comes back with what is not in the log. */
    void fail() {
        closeAll(CloseCode.FAILED, "something failed, and was logged");
        log.forget();
    }

    private void appended(Edit edit, Set<Editor> authors) {
        bulk.added(edit);
        audience.send(Message.update(edit.bytes()), authors.size() == 1 ? authors : Set.of());
    }

    private boolean answer(Editor editor, long question) {
        if (log.gate().owes(editor)) {
            return false;
        }
        editor.send(Message.saved(question));
        return true;
    }

    void hear(WireMessage message) {
        if (!log.isLoaded()) {
            return;
        }
        if (message instanceof WireMessage.Appended(String _, long appended, byte[] update)) {
            log.hear(appended, update); // also from a room of this process that everybody left
            return;
        }
        if (message.pod().equals(parts.pod())) {
            return;
        }
        switch (message) {
            case WireMessage.Appended _ -> {}
            case WireMessage.Here(String pod, long known) -> {
                audience.isHere(pod);
                log.compare(known);
            }
            case WireMessage.Aware(String pod, byte[] states) -> audience.hear(pod, AwarenessEntry.read(states));
            case WireMessage.WhoIsThere _ -> audience.tellAll();
            case WireMessage.Decided _ -> lookUp();
        }
    }

    /** @param head where the log ended before; a lower one than is known may only be old */
    void compare(long head) {
        if (head < log.sequence()) {
            catchUp();
        } else {
            log.compare(head);
        }
    }

    private void catchUp() {
        if (!log.isLoaded()) {
            return;
        }
        try {
            log.catchUp();
        } catch (LogUnavailableException _) {
            // The next comparison finds it.
        }
    }

    /** @return whether awareness changed that is not passed on yet, and nobody was told so before */
    boolean wantsFlush() {
        if (flushing || !audience.hasChanges()) {
            return false;
        }
        flushing = true;
        return true;
    }

    /** How long to wait before it is passed on. */
    Duration flushDelay() {
        return audience.delay();
    }

    void flushAwareness() {
        flushing = false;
        audience.flush();
    }

    /** From now on the wire brings what others tell: what they told before has to be found. */
    void listening() {
        parts.wire().tell(document, new WireMessage.WhoIsThere(parts.pod()));
        audience.tellAll(); // others that listen already have missed it while this one did not
        lookUp();
        catchUp();
    }

    /** A life sign for the others, and whoever gave none for long is not there any more. */
    void tick(long nowNanos) {
        parts.wire().tell(document, new WireMessage.Here(parts.pod(), log.sequence()));
        audience.tick(nowNanos);
    }

    void closeAll(CloseCode code, String reason) {
        List.copyOf(editors).forEach(editor -> close(editor, code, reason));
    }

    /** Puts out whoever may not edit any longer. */
    void lookUp() {
        try {
            obey(standing());
        } catch (LogUnavailableException _) {
            // The next comparison finds it.
        }
    }

    void obey(Standing standing) {
        obey(standing, List.copyOf(editors));
    }

    /** Puts out everybody when the document is gone, and forgets what is known of it: there may be one of this name again. */
    private void obey(Standing standing, List<Editor> present) {
        if (log.isLoaded() && standing.isGoneSince(log.sequence())) {
            present.forEach(editor -> close(editor, Standing.DELETED));
            log.forget();
            owners.forget();
            return;
        }
        present.forEach(editor -> standing.refusalOf(editor).ifPresent(refusal -> close(editor, refusal)));
    }

    /** Asked when updates are not there any more: by compaction, or because the document was deleted. */
    private boolean isGone() {
        obey(standing());
        return !log.isLoaded();
    }

    private Standing standing() {
        return Standing.of(Set.of(document), parts.revocations(), parts.log()).getOrDefault(document, Standing.OPEN);
    }

    private void close(Editor editor, Refusal refusal) {
        close(editor, refusal.code(), refusal.reason());
    }

    private void close(Editor editor, CloseCode code, String reason) {
        editor.close(code, reason);
        leave(editor);
    }
}
