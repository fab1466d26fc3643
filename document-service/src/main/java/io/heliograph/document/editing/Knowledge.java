package io.heliograph.document.editing;

import java.util.Set;

/** What a document consists of so far, without its content: state vector and delete set. Immutable. */
public interface Knowledge {
    /** Whether the update brings nothing new. */
    boolean covers(Edit edit);

    /** Whether everything is there that the update builds on. Clients keep an update otherwise, and merge it again with each one that comes. */
    boolean hasPredecessorsOf(Edit edit);

    /** Clients by which the update brings something new. */
    Set<Long> newIn(Edit edit);

    /**
     * The edit without what is known of it, but with all its deletions; the same one if it repeats nothing, as nearly all do. A client may repeat something after a reconnect. What is passed on to
     * open editors is cut so, because a forged edit that repeats clocks with other content can make Yjs throw there.
     */
    Edit newPartOf(Edit edit);

    Knowledge plus(Edit edit);

    /** Without those deletions of which another one shows what was deleted: it knows of it, and there it was not deleted. */
    Knowledge withoutDeletionsShownBy(Knowledge other);

    byte[] stateVector();

    /** State vector and delete set as Yjs encodes a snapshot: with an update that has all that was deleted, it shows the document as it is now. */
    byte[] snapshot();
}
