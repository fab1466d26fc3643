package io.heliograph.document.editing;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.Revocation;
import io.heliograph.document.access.Revocations;
import io.heliograph.document.editing.DocumentStates.State;
import io.heliograph.document.editing.WriteGate.Write;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.lib0.MalformedMessageException;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.LogEntry;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A document with editors on this process, docs/documents.md §4. Nobody is told of an update before it is in the log. Confined to the document's mailbox, which may block.
 */
final class Room {
    private static final String REVOKED = "the token was revoked";

    private final DocumentName document;
    private final Parts parts;
    private final Set<Editor> editors = new LinkedHashSet<>();
    private final Map<Long, String> owners = new HashMap<>();
    /** What was asked of what is stored, and not answered yet; of each editor the last. */
    private final Map<Editor, Long> questions = new HashMap<>();

    private final Audience audience;
    private long sequence;
    private boolean flushing;
    private @Nullable WriteGate gate;

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
            RoomMetrics metrics) {}

    Room(DocumentName document, Parts parts, long nowNanos) {
        this.document = document;
        this.parts = parts;
        this.audience = new Audience(document, parts.pod(), parts.wire(), editors, nowNanos);
    }

    void enter(Editor editor) {
        try {
            if (isRevoked(editor, parts.revocations().of(Set.of(document)).getOrDefault(document, List.of()))) {
                editor.close(CloseCode.UNAUTHENTICATED, REVOKED);
                return;
            }
            editor.send(Message.syncStep1(gate().stored().stateVector()));
        } catch (LogUnavailableException _) {
            editor.close(CloseCode.OVERLOADED, "the log is away");
            return;
        }
        editors.add(editor);
        audience.greet(editor);
        editor.next();
    }

    void leave(Editor editor) {
        if (editors.remove(editor)) {
            questions.remove(editor);
            gate().forget(editor);
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
            close(editor, CloseCode.OVERLOADED, "the log is away");
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
        State state = parts.states().at(document, sequence);
        editor.answer(Message.syncStep2(parts.engine().diff(state.update(), stateVector)));
    }

    private void write(Editor editor, Edit edit) {
        if (editor.access() != Access.WRITE) {
            if (gate().refuse(editor, edit)) {
                editor.send(Message.permissionDenied("read-only"));
            }
            return;
        }
        if (!owns(editor, edit)) {
            close(editor, CloseCode.CLIENT_ID_CONFLICT, "another user writes under this client's id");
            return;
        }
        Verdict verdict = gate().offer(editor, edit);
        parts.metrics().offered(verdict);
        switch (verdict) {
            case ACCEPTED, COVERED -> {}
            case HELD -> editor.send(Message.syncStep1(gate().stored().stateVector()));
            case OVERFLOW -> close(editor, CloseCode.OVERLOADED, "too many updates wait for what they build on");
        }
    }

    private boolean owns(Editor editor, Edit edit) {
        Set<Long> unknown = StreamSupport.stream(gate().newClients(edit).spliterator(), false)
                .filter(client -> !editor.user().equals(owners.get(client)))
                .collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            owners.putAll(parts.log().claim(document, editor.user(), unknown));
        }
        return unknown.stream().allMatch(client -> editor.user().equals(owners.get(client)));
    }

    /** Stores what was accepted, and says so. What comes meanwhile is stored with the next one. */
    void store() {
        if (gate == null) {
            return;
        }
        for (List<Write> writes = gate.takeWrites(); !writes.isEmpty(); writes = gate.takeWrites()) {
            store(writes);
        }
        questions.entrySet().removeIf(question -> answer(question.getKey(), question.getValue()));
    }

    /** As one update. Storing it may release others that were held for what the log brought meanwhile. */
    private void store(List<Write> writes) {
        byte[] update = writes.size() == 1
                ? writes.getFirst().edit().bytes()
                : parts.engine()
                        .merge(writes.stream()
                                .map(write -> write.edit().bytes())
                                .toList());
        Set<Editor> authors = writes.stream().map(Write::editor).collect(Collectors.toSet());
        try {
            long stored = parts.log().append(document, writes.getLast().editor().user(), update);
            gate().onSuccess();
            parts.wire().tell(document, WireMessage.appended(parts.pod(), stored, update));
            onAppended(stored, update, authors);
        } catch (LogUnavailableException _) {
            gate().onFailure().forEach(editor -> close(editor, CloseCode.OVERLOADED, "the log is away"));
        }
    }

    private boolean answer(Editor editor, long question) {
        if (gate().owes(editor)) {
            return false;
        }
        editor.send(Message.saved(question));
        return true;
    }

    void hear(WireMessage message) {
        if (message.pod().equals(parts.pod()) || gate == null) {
            return;
        }
        switch (message) {
            case WireMessage.Appended(String _, long appended, byte[] update) -> hear(appended, update);
            case WireMessage.Here(String pod, long known) -> {
                audience.isHere(pod);
                compare(known);
            }
            case WireMessage.Aware(String pod, byte[] states) -> audience.hear(pod, AwarenessEntry.read(states));
            case WireMessage.WhoIsThere _ -> audience.tellAll();
            case WireMessage.Decided _ -> lookUp();
        }
    }

    private void hear(long appended, byte[] update) {
        if (appended == sequence + 1 && update.length > 0) {
            onAppended(appended, update, Set.of());
        } else {
            compare(appended);
        }
    }

    /** Reads what is missing before a sequence. */
    void compare(long head) {
        if (gate == null || head <= sequence) {
            return;
        }
        parts.metrics().repaired();
        try {
            List<LogEntry> missing = parts.log().readAfter(document, sequence);
            while (!missing.isEmpty() && missing.getFirst().sequence() == sequence + 1) {
                missing.forEach(entry -> onAppended(entry.sequence(), entry.update(), Set.of()));
                missing = head > sequence ? parts.log().readAfter(document, sequence) : List.of();
            }
            if (head > sequence) {
                skipTo(parts.states().read(document)); // compacted meanwhile
            }
        } catch (LogUnavailableException _) {
            // The next comparison finds it.
        }
    }

    private void skipTo(State state) {
        gate().onStored(parts.engine().check(state.update()));
        sequence = state.sequence();
        audience.send(Message.update(state.update()), Set.of());
    }

    /** In the order of the log; out of it, everything before is read first. */
    private void onAppended(long appended, byte[] update, Set<Editor> authors) {
        if (appended != sequence + 1) {
            compare(appended);
            return;
        }
        sequence = appended;
        gate().onStored(parts.engine().check(update));
        audience.send(Message.update(update), authors.size() == 1 ? authors : Set.of());
    }

    /** @return whether awareness changed that is not passed on yet, and nobody was told so before */
    boolean wantsFlush() {
        if (flushing || !audience.hasChanges()) {
            return false;
        }
        flushing = true;
        return true;
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
        try {
            compare(parts.log().heads(Set.of(document)).getOrDefault(document, 0L));
        } catch (LogUnavailableException _) {
            // The next comparison finds it.
        }
    }

    /** A life sign for the others, and whoever gave none for long is not there any more. */
    void tick(long nowNanos) {
        parts.wire().tell(document, new WireMessage.Here(parts.pod(), sequence));
        audience.tick(nowNanos);
    }

    void closeAll(CloseCode code, String reason) {
        List.copyOf(editors).forEach(editor -> close(editor, code, reason));
    }

    /** Puts out whoever may not edit any longer. */
    void lookUp() {
        try {
            apply(parts.revocations().of(Set.of(document)).getOrDefault(document, List.of()));
        } catch (LogUnavailableException _) {
            // The next comparison finds it.
        }
    }

    void apply(List<Revocation> revocations) {
        List.copyOf(editors).stream()
                .filter(editor -> isRevoked(editor, revocations))
                .forEach(editor -> close(editor, CloseCode.UNAUTHENTICATED, REVOKED));
    }

    private static boolean isRevoked(Editor editor, List<Revocation> revocations) {
        return revocations.stream().anyMatch(revocation -> revocation.covers(editor.user(), editor.issuedAt()));
    }

    private void close(Editor editor, CloseCode code, String reason) {
        editor.close(code, reason);
        leave(editor);
    }

    private WriteGate gate() {
        WriteGate known = gate;
        if (known == null) {
            State state = parts.states().read(document);
            sequence = state.sequence();
            known = new WriteGate(parts.engine().knowledgeOf(state.update()));
            gate = known;
        }
        return known;
    }
}
