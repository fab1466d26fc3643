package io.heliograph.document.compaction;

import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.editing.UpdateEngine;
import java.util.List;

/** Merges what a document consists of, and believes the outcome only when nothing is missing in it. Safe for concurrent use. */
public final class Compaction {
    private final UpdateEngine engine;

    /** What comes of it. */
    public sealed interface Result {
        /** @param state has everything that the parts have */
        @SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a document
        record Merged(byte[] state) implements Result {}

        /** Something of a part is missing in what they were merged to: a defect, by which nothing may be deleted. */
        record Incomplete() implements Result {}
    }

    public Compaction(UpdateEngine engine) {
        this.engine = engine;
    }

    /** @param parts a snapshot, if there is one, and the updates behind it */
    public Result of(List<byte[]> parts) {
        byte[] state = engine.merge(parts);
        Knowledge merged = engine.knowledgeOf(state);
        boolean complete = parts.stream().map(engine::stored).allMatch(merged::covers);
        return complete ? new Result.Merged(state) : new Result.Incomplete();
    }
}
