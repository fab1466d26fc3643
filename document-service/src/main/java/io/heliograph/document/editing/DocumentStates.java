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
 * What documents add up to, kept for those who join, docs/documents.md §4: merged once for many. The least recently used ones go when all together are too large. Safe for concurrent
 * use; nobody merges the same twice.
 */
public final class DocumentStates {
    /** Shared by documents according to their names, so that few wait for the merge of another one. */
    private static final int LOCKS = 64;

    private final DocumentLog log;
    private final UpdateEngine engine;
    private final RoomMetrics metrics;
    private final long maxBytes;
    private final Object[] locks = Stream.generate(Object::new).limit(LOCKS).toArray();
    private final Map<DocumentName, State> states = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * A document, encoded once for all who know nothing of it.
     *
     * @param answer to them
     * @param start where the update begins in it that is the whole document
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a document
    record State(long sequence, byte[] answer, int start) {
        static State of(long sequence, byte[] update) {
            byte[] answer = Message.syncStep2(update);
            return new State(sequence, answer, answer.length - update.length);
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
            return merged(document, stored.sequence(), stored.parts());
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
        List<byte[]> parts = new ArrayList<>(List.of(cached.update()));
        long last = cached.sequence;
        while (last < sequence) {
            var entries = log.readAfter(document, last);
            if (entries.isEmpty() || entries.getFirst().sequence() != last + 1) {
                return read(document); // compacted meanwhile
            }
            entries.forEach(entry -> parts.add(entry.update()));
            last = entries.getLast().sequence();
        }
        return merged(document, last, parts);
    }

    private State merged(DocumentName document, long sequence, List<byte[]> parts) {
        State state = State.of(sequence, engine.merge(parts));
        metrics.merged();
        keep(document, state);
        return state;
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
