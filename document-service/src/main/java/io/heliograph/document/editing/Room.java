package io.heliograph.document.editing;

import io.heliograph.document.access.Revocations;
import io.heliograph.document.editing.DocumentStates.State;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.lib0.MalformedMessageException;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * A document with editors on this process, docs/documents.md §4. Nobody is told of an update before it is in the log. Confined to the document's mailbox, which may block.
 */
final class Room {
    private static final Refusal AWAY = new Refusal(CloseCode.OVERLOADED, "the log is away");

    private final DocumentName document;
    private final Parts parts;
    private final Set<Editor> editors = new LinkedHashSet<>();
    private final Admission admission;
    private final Audience audience;
    private final LogFollower log;
    private final WritePath writes;
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
            Attendance attendance,
            Limits limits,
            LongSupplier nanoTime) {}

    Room(DocumentName document, Parts parts) {
        this.document = document;
        this.parts = parts;
        this.admission = new Admission(document, parts);
        this.audience = new Audience(
                document,
                parts.pod(),
                parts.wire(),
                parts.metrics(),
                editors,
                parts.nanoTime().getAsLong());
        this.log = new LogFollower(document, parts, this::appended, this::isGone);
        this.writes = new WritePath(document, parts, log, this::lookUpNow);
    }

    void enter(Editor editor) {
        List<Editor> others = List.copyOf(editors);
        editors.add(editor); // first, so that whatever happens it is closed with the others
        try {
            Standing standing = admission.standing();
            obey(standing, others);
            Optional<Refusal> refusal = admission.refusalOf(editor, standing, editors);
            if (refusal.isPresent()) {
                close(editor, refusal.get());
                return;
            }
            editor.welcome(writes.question());
        } catch (LogUnavailableException _) {
            close(editor, AWAY);
            return;
        }
        parts.attendance().entered(document, editor);
        audience.greet(editor);
        editor.next();
    }

    void leave(Editor editor) {
        if (editors.remove(editor)) {
            writes.forget(editor);
            audience.left(editor);
            parts.attendance().left(editor);
        }
    }

    /** Its token is another one, with perhaps another access. */
    void renewed(Editor editor) {
        if (editors.contains(editor)) {
            parts.attendance().entered(document, editor);
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
                writes.write(editor, parts.engine().check(update)).ifPresent(refusal -> close(editor, refusal));
            case Message.Awareness(byte[] states) -> audience.receive(editor, AwarenessEntry.read(states));
            case Message.QueryAwareness _ -> audience.greet(editor);
            case Message.Saved(long number) -> writes.asks(editor, number);
        }
    }

    private void answer(Editor editor, byte[] stateVector) {
        long began = parts.nanoTime().getAsLong();
        State state = log.state();
        byte[] answer = isEmpty(stateVector)
                ? state.answer()
                : Message.syncStep2(parts.engine().diff(state.update(), stateVector));
        parts.metrics()
                .answered(answer.length, Duration.ofNanos(parts.nanoTime().getAsLong() - began));
        editor.answer(answer, writes.question());
    }

    private static boolean isEmpty(byte[] stateVector) {
        return stateVector.length == 1 && stateVector[0] == 0;
    }

    /** Stores what was accepted, and says so. */
    void store() {
        writes.store().forEach(editor -> close(editor, AWAY));
    }

    /** After something that nobody expected: nothing that is known here counts any more, and everybody comes back with what is not in the log. */
    void fail() {
        closeAll(CloseCode.FAILED, "something failed, and was logged");
        log.forget();
    }

    private void appended(Edit edit, Set<Editor> authors) {
        writes.appended(edit);
        audience.send(Message.update(edit.shown()), authors.size() == 1 ? authors : Set.of());
    }

    void hear(WireMessage message) {
        if (!log.isLoaded()) {
            return;
        }
        if (message instanceof WireMessage.Appended(String pod, long appended, byte[] update)) {
            if (pod.equals(parts.pod())) {
                writes.heard(appended);
            }
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

    /** A life sign for the others. Never blocks, and not bound to the mailbox: this process is there, too, while the log keeps it waiting. */
    void giveSign() {
        parts.wire().tell(document, new WireMessage.Here(parts.pod(), log.sequence()));
    }

    /** Whoever gave no sign for long is not there any more. */
    void tick(long nowNanos) {
        audience.tick(nowNanos);
    }

    void closeAll(CloseCode code, String reason) {
        List.copyOf(editors).forEach(editor -> close(editor, code, reason));
    }

    /** Puts out whoever may not edit any longer. */
    void lookUp() {
        try {
            lookUpNow();
        } catch (LogUnavailableException _) {
            // The next comparison finds it.
        }
    }

    private void lookUpNow() {
        obey(admission.standing());
    }

    void obey(Standing standing) {
        obey(standing, List.copyOf(editors));
    }

    /** Puts out everybody when the document is gone, and forgets what is known of it: there may be one of this name again. */
    private void obey(Standing standing, List<Editor> present) {
        if (log.isLoaded() && standing.isGoneSince(log.sequence())) {
            present.forEach(editor -> close(editor, Standing.DELETED));
            log.forget();
            writes.forgetOwners();
            return;
        }
        present.forEach(editor -> standing.refusalOf(editor).ifPresent(refusal -> close(editor, refusal)));
    }

    /** Asked when updates are not there any more: by compaction, or because the document was deleted. */
    private boolean isGone() {
        lookUpNow();
        return !log.isLoaded();
    }

    private void close(Editor editor, Refusal refusal) {
        close(editor, refusal.code(), refusal.reason());
    }

    private void close(Editor editor, CloseCode code, String reason) {
        editor.close(code, reason);
        leave(editor);
    }
}
