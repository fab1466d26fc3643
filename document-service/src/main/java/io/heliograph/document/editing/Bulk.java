package io.heliograph.document.editing;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a document is too large to grow, docs/documents.md §9. It is measured before the first edit and again after each MiB, so it may get past its bounds by that much. Confined to
 * the document's mailbox.
 */
final class Bulk {
    static final int MEASURED_EVERY = 1024 * 1024;

    private final DocumentBounds bounds;
    private final Set<Long> writers = new HashSet<>();
    private @Nullable DocumentSize size;
    private long addedBytes;

    Bulk(DocumentBounds bounds) {
        this.bounds = bounds;
    }

    /** Whether it has to be measured before anything is said of it. */
    boolean isUnknown() {
        return size == null || addedBytes >= MEASURED_EVERY || mayHaveTooManyClients(size);
    }

    void measured(DocumentSize measured) {
        size = measured;
        addedBytes = 0;
        writers.clear();
    }

    void added(Edit edit) {
        addedBytes += edit.bytes().length;
        writers.addAll(edit.clients());
    }

    boolean isLarge() {
        return size != null && size.bytes() > bounds.largeBytes();
    }

    boolean isTooLarge() {
        return size != null
                && (size.bytes() > bounds.bytes()
                        || size.structs() > bounds.structs()
                        || size.clients() > bounds.clients());
    }

    /** Some of those who wrote since had written before, perhaps. */
    private boolean mayHaveTooManyClients(DocumentSize known) {
        return known.clients() <= bounds.clients() && known.clients() + writers.size() > bounds.clients();
    }
}
