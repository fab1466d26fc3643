package io.heliograph.document.editing;

import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.StoredDocument;
import io.heliograph.document.name.DocumentName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What documents add up to, kept for those who join, docs/documents.md §4: merged once for many. The least recently used ones go when all together are too large. Safe for concurrent
 * use; of one document only its mailbox asks, so nobody merges the same twice.
 */
public final class DocumentStates {
    private final DocumentLog log;
    private final UpdateEngine engine;
    private final long maxBytes;
    private final Map<DocumentName, State> states = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /** @param update the whole document */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a document
    record State(long sequence, byte[] update) {}

    public DocumentStates(DocumentLog log, UpdateEngine engine, long maxBytes) {
        this.log = log;
        this.engine = engine;
        this.maxBytes = maxBytes;
    }

    /** As it is in the log now. Blocks. */
    State read(DocumentName document) {
        StoredDocument stored = log.read(document);
        State cached = cached(document);
        if (cached != null && cached.sequence == stored.sequence()) {
            return cached;
        }
        State state = new State(stored.sequence(), engine.merge(stored.parts()));
        keep(document, state);
        return state;
    }

    /** As it was at a sequence: that of the last update, which the caller knows of. Blocks unless it is there. */
    State at(DocumentName document, long sequence) {
        State cached = cached(document);
        if (cached == null || cached.sequence > sequence) {
            return read(document);
        }
        if (cached.sequence == sequence) {
            return cached;
        }
        List<byte[]> parts = new ArrayList<>(List.of(cached.update));
        long last = cached.sequence;
        while (last < sequence) {
            var entries = log.readAfter(document, last);
            if (entries.isEmpty() || entries.getFirst().sequence() != last + 1) {
                return read(document); // compacted meanwhile
            }
            entries.forEach(entry -> parts.add(entry.update()));
            last = entries.getLast().sequence();
        }
        State state = new State(last, engine.merge(parts));
        keep(document, state);
        return state;
    }

    synchronized void forget(DocumentName document) {
        State old = states.remove(document);
        if (old != null) {
            bytes -= old.update.length;
        }
    }

    private synchronized @Nullable State cached(DocumentName document) {
        return states.get(document);
    }

    private synchronized void keep(DocumentName document, State state) {
        State old = states.put(document, state);
        bytes += state.update.length - (old == null ? 0 : old.update.length);
        var eldest = states.entrySet().iterator();
        while (bytes > maxBytes && states.size() > 1) {
            bytes -= eldest.next().getValue().update.length;
            eldest.remove();
        }
    }
}
