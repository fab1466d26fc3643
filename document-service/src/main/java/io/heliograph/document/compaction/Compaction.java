package io.heliograph.document.compaction;

import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.editing.UpdateEngine;
import java.util.Arrays;
import java.util.List;

/** Merges what a document consists of, and believes the outcome only when nothing is missing in it. Safe for concurrent use. */
public final class Compaction {
    private final UpdateEngine engine;

    /** What comes of it. */
    public sealed interface Result {
        /**
         * @param state has everything that the parts have, but for content that was to go
         * @param knowledge of it
         */
        @SuppressWarnings("ArrayRecordComponent") // never compared, and as large as a document
        record Merged(byte[] state, Knowledge knowledge) implements Result {}

        /** Something of a part is missing in what they were merged to, or it shows something else: a defect, by which nothing may be deleted. */
        record Incomplete() implements Result {}
    }

    public Compaction(UpdateEngine engine) {
        this.engine = engine;
    }

    /** @param parts a snapshot, if there is one, and the updates behind it */
    public Result of(List<byte[]> parts) {
        return checked(parts, engine.merge(parts));
    }

    /**
     * Drops content, too, which must change nothing in what is shown.
     *
     * @param forgotten deletes what is to go
     */
    public Result of(List<byte[]> parts, Knowledge forgotten) {
        byte[] merged = engine.merge(parts);
        byte[] state = engine.withoutContent(merged, forgotten);
        boolean showsTheSame = Arrays.equals(engine.withoutDeletedContent(state), engine.withoutDeletedContent(merged));
        return showsTheSame ? checked(parts, state) : new Result.Incomplete();
    }

    private Result checked(List<byte[]> parts, byte[] state) {
        Knowledge knowledge = engine.knowledgeOf(state);
        boolean complete = parts.stream().map(engine::stored).allMatch(knowledge::covers);
        return complete ? new Result.Merged(state, knowledge) : new Result.Incomplete();
    }
}
