package io.heliograph.document.editing;

import java.util.function.IntSupplier;

/**
 * How deep shared types may be nested by many edits, docs/documents.md §9; each one alone is bounded when it is checked. An edit adds its own depth at most: the document is only measured when
 * the sum might be too much. Confined to the document's mailbox.
 */
final class NestingBound {
    private static final int UNKNOWN = -1;

    private final int max;
    private int atMost = UNKNOWN;

    NestingBound(int max) {
        this.max = max;
    }

    /** @param depth of the document; only the first time is of use, as later ones do not count what is not stored yet */
    void measured(int depth) {
        if (atMost == UNKNOWN) {
            atMost = depth;
        }
    }

    /** The log has it. */
    void added(Edit edit) {
        if (atMost != UNKNOWN) {
            atMost = Math.addExact(atMost, edit.depth());
        }
    }

    /**
     * Whether an edit may be accepted. One that adds no types always may.
     *
     * @param depth of the document with this edit and all others that were taken
     */
    boolean allows(Edit edit, IntSupplier depth) {
        if (edit.depth() == 0) {
            return true;
        }
        atMost = atMost == UNKNOWN ? max + 1 : Math.addExact(atMost, edit.depth());
        if (atMost > max) {
            atMost = depth.getAsInt();
        }
        return atMost <= max;
    }
}
