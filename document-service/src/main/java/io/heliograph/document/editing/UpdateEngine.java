package io.heliograph.document.editing;

import io.heliograph.document.lib0.MalformedMessageException;
import java.util.List;

/** What is done with updates of Yjs, format 1. Safe for concurrent use. */
public interface UpdateEngine {
    /** @throws MalformedMessageException when it is no update, or one that clients could not load */
    Edit check(byte[] update);

    /** An update that is in the log, whatever its size: many that were accepted may be one there. */
    Edit stored(byte[] update);

    /** One update that has the effect of all of them. */
    byte[] merge(List<byte[]> updates);

    /**
     * What of an update somebody lacks.
     *
     * @throws MalformedMessageException when it is no state vector
     */
    byte[] diff(byte[] update, byte[] stateVector);

    /** As it is shown, with the content of what was deleted left out for good: for clients that may not look into the past. */
    byte[] withoutDeletedContent(byte[] update);

    /** What {@link #withoutDeletedContent} makes of what {@link #merge} makes of them, for hardly more than the merge. */
    byte[] mergeWithoutDeletedContent(List<byte[]> updates);

    /** Without the content of what was deleted according to a knowledge, for good. */
    byte[] withoutContent(byte[] update, Knowledge deleted);

    DocumentSize sizeOf(byte[] update);

    Knowledge knowledgeOf(byte[] update);

    /**
     * The one that was encoded as this snapshot.
     *
     * @throws MalformedMessageException when it is none
     */
    Knowledge knowledgeAt(byte[] snapshot);
}
