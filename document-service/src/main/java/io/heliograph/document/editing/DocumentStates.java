package io.heliograph.document.editing;

import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.StoredDocument;
import io.heliograph.document.name.DocumentName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What documents add up to, kept for those who join, docs/documents.md §10: merged once for many, and without the content of what was deleted. The least recently used ones go when all together are too large. Safe for concurrent
 * use; nobody merges the same twice.
 */
public final class DocumentStates {
    /** Shared by documents according to their names, so that few wait for the merge of another one. */
    private static final int LOCKS = 64;

    /** Bytes of updates that may be counted as if they did not add up to less. */
    private static final long MAX_ADDED = 1024 * 1024;

    private final DocumentLog log;
    private final UpdateEngine engine;
    private final RoomMetrics metrics;
    private final long maxBytes;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final Map<DocumentName, State> states = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * A document as it is shown, encoded once for all who know nothing of it. Of what was deleted it has no content, even when it is larger so: by many authors, who had deleted in turns.
     *
     * @param answer to them
     * @param start where the update begins in it that is the whole document
     * @param storedBytes of what is in the log, at most: what was deleted is in them
     * @param addedBytes those of them that were added since the log was read as a whole
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a document
    record State(long sequence, byte[] answer, int start, long storedBytes, long addedBytes) {
        static State of(long sequence, byte[] update, long storedBytes, long addedBytes) {
            byte[] answer = Message.syncStep2(update);
            return new State(sequence, answer, answer.length - update.length, storedBytes, addedBytes);
        }

        byte[] update() {
            return Arrays.copyOfRange(answer, start, answer.length);
        }

        int size() {
            return answer.length - start;
        }
    }

    public DocumentStates(DocumentLog log, UpdateEngine engine, RoomMetrics metrics, long maxBytes) {
        this.log = log;
        this.engine = engine;
        this.metrics = metrics;
        this.maxBytes = maxBytes;
    }

    /** As it is in the log now. Blocks. */
    State read(DocumentName document) {
        synchronized (lockOf(document)) {
            StoredDocument stored = log.read(document);
            State cached = cached(document);
            if (cached != null && cached.sequence == stored.sequence()) {
                metrics.found();
                return cached;
            }
            return merged(document, stored.sequence(), stored.parts(), sum(stored.parts()), 0);
        }
    }

    /** As it was at a sequence, or later: that of the last update, which the caller knows of. Blocks unless it is there. */
    State at(DocumentName document, long sequence) {
        synchronized (lockOf(document)) {
            State cached = cached(document);
            if (cached == null) {
                return read(document);
            }
            if (cached.sequence >= sequence) {
                metrics.found();
                return cached;
            }
            return addedTo(cached, document, sequence);
        }
    }

    private State addedTo(State cached, DocumentName document, long sequence) {
        List<byte[]> added = new ArrayList<>();
        long last = cached.sequence;
        while (last < sequence) {
            var entries = log.readAfter(document, last);
            if (entries.isEmpty() || entries.getFirst().sequence() != last + 1) {
                return read(document); // compacted meanwhile
            }
            entries.forEach(entry -> added.add(entry.update()));
            last = entries.getLast().sequence();
        }
        long addedBytes = cached.addedBytes + sum(added);
        if (addedBytes > MAX_ADDED) {
            return read(document);
        }
        long storedBytes = cached.storedBytes + sum(added);
        added.addFirst(cached.update());
        return merged(document, last, added, storedBytes, addedBytes);
    }

    private State merged(DocumentName document, long sequence, List<byte[]> parts, long storedBytes, long addedBytes) {
        State state = State.of(sequence, engine.mergeWithoutDeletedContent(parts), storedBytes, addedBytes);
        metrics.merged();
        keep(document, state);
        return state;
    }

    private static long sum(List<byte[]> parts) {
        return parts.stream().mapToLong(part -> part.length).sum();
    }

    private Object lockOf(DocumentName document) {
        return locks[Math.floorMod(document.hashCode(), LOCKS)];
    }

    synchronized void forget(DocumentName document) {
        State old = states.remove(document);
        if (old != null) {
            bytes -= old.answer.length;
        }
    }

    private synchronized @Nullable State cached(DocumentName document) {
        return states.get(document);
    }

    private synchronized void keep(DocumentName document, State state) {
        State old = states.put(document, state);
        bytes += state.answer.length - (old == null ? 0 : old.answer.length);
        var eldest = states.entrySet().iterator();
        while (bytes > maxBytes && states.size() > 1) {
            bytes -= eldest.next().getValue().answer.length;
            eldest.remove();
        }
    }
}
