package io.heliograph.document.editing;

import io.heliograph.document.editing.DocumentStates.State;
import io.heliograph.document.log.LogEntry;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.name.DocumentName;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is known here of a document's log: everything up to one sequence. What follows is taken over in the order of the log, whether the wire brings it or it has to be read. Confined to
 * the document's mailbox, which may block; only the sequence may be asked for from elsewhere.
 */
final class LogFollower {
    private final DocumentName document;
    private final Room.Parts parts;
    private final Listener listener;
    private final BooleanSupplier gone;
    private volatile long sequence;
    private @Nullable WriteGate gate;

    /** Told of what is new in the log. */
    @FunctionalInterface
    interface Listener {
        /** @param authors who sent it to this process; empty if nobody did */
        void appended(Edit edit, Set<Editor> authors);
    }

    /** @param gone asked when updates are not there any more: whether the document is not either, and was forgotten */
    LogFollower(DocumentName document, Room.Parts parts, Listener listener, BooleanSupplier gone) {
        this.document = document;
        this.parts = parts;
        this.listener = listener;
        this.gone = gone;
    }

    /** Whether anything is known yet. */
    boolean isLoaded() {
        return gate != null;
    }

    /** Up to which everything is known here. Safe for concurrent use. */
    long sequence() {
        return sequence;
    }

    /** Reads the document if it is not known yet. */
    WriteGate gate() {
        WriteGate known = gate;
        if (known == null) {
            State state = parts.states().read(document);
            sequence = state.sequence();
            known = new WriteGate(parts.engine().knowledgeOf(state.update()));
            gate = known;
        }
        return known;
    }

    /** The document as it is known here. */
    State state() {
        gate();
        return parts.states().at(document, sequence);
    }

    /** Knows nothing any more, and reads the document when it is needed again. */
    void forget() {
        gate = null;
        sequence = 0;
        parts.states().forget(document);
    }

    /** Something was appended here. */
    void onAppended(long appended, byte[] update, Set<Editor> authors) {
        if (appended <= sequence) {
            throw wentBack(appended);
        }
        if (appended == sequence + 1) {
            takeOver(appended, update, authors);
        } else {
            compare(appended);
        }
    }

    /**
     * Something was appended elsewhere, or here by a room that is gone.
     *
     * @param update empty when it has to be read
     */
    void hear(long appended, byte[] update) {
        if (appended == sequence + 1 && update.length > 0) {
            takeOver(appended, update, Set.of());
        } else {
            compare(appended);
        }
    }

    /** Reads what is missing up to a sequence. When the log is away, the next comparison finds it. */
    void compare(long head) {
        try {
            catchUpTo(head);
        } catch (LogUnavailableException _) {
            // The next comparison finds it.
        }
    }

    /**
     * Reads whatever is missing.
     *
     * @throws LogUnavailableException when something may be missing still
     */
    void catchUp() {
        long head = parts.log().heads(Set.of(document)).getOrDefault(document, 0L);
        if (head < sequence) {
            throw wentBack(head);
        }
        catchUpTo(head);
    }

    private void catchUpTo(long head) {
        if (gate == null || head <= sequence) {
            return;
        }
        parts.metrics().repaired();
        List<LogEntry> missing = parts.log().readAfter(document, sequence);
        while (!missing.isEmpty() && missing.getFirst().sequence() == sequence + 1) {
            missing.forEach(entry -> takeOver(entry.sequence(), entry.update(), Set.of()));
            missing = head > sequence ? parts.log().readAfter(document, sequence) : List.of();
        }
        if (head > sequence && !gone.getAsBoolean()) { // compacted meanwhile
            State state = parts.states().read(document);
            byte[] news = parts.engine().diff(state.update(), gate().stored().stateVector());
            takeOver(state.sequence(), news, Set.of());
        }
    }

    private void takeOver(long appended, byte[] update, Set<Editor> authors) {
        Edit edit = parts.engine().stored(update);
        Edit news = gate().stored().newPartOf(edit); // two processes may have accepted the same clocks
        gate().onStored(edit);
        sequence = appended;
        listener.appended(news, authors);
    }

    /** A database that took over without the last updates gives their sequences again. */
    private IllegalStateException wentBack(long head) {
        return new IllegalStateException("the log ended at %d at least, now at %d".formatted(sequence, head));
    }
}
