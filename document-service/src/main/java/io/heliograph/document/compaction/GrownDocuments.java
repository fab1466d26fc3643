package io.heliograph.document.compaction;

import io.heliograph.document.editing.Growth;
import io.heliograph.document.name.DocumentName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** How much this process appended to documents since they were last due. Forgets those that nobody writes to any more. Safe for concurrent use. */
public final class GrownDocuments implements Growth {
    private final CompactionPolicy policy;
    private final LongSupplier nanoTime;
    private final Map<DocumentName, Grown> grown = new HashMap<>();

    private record Grown(long rows, long bytes, long sinceNanos) {}

    public GrownDocuments(CompactionPolicy policy, LongSupplier nanoTime) {
        this.policy = policy;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void appended(DocumentName document, int bytes) {
        grown.merge(
                document,
                new Grown(1, bytes, nanoTime.getAsLong()),
                (before, one) -> new Grown(before.rows + one.rows, before.bytes + one.bytes, one.sinceNanos));
    }

    /** Documents that are due; they count anew from now on. */
    public synchronized List<DocumentName> takeDue() {
        long now = nanoTime.getAsLong();
        List<DocumentName> due = new ArrayList<>();
        for (Iterator<Map.Entry<DocumentName, Grown>> all = grown.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<DocumentName, Grown> one = all.next();
            Grown growth = one.getValue();
            boolean isDue = policy.isDue(growth.rows, growth.bytes, now - growth.sinceNanos);
            if (isDue) {
                due.add(one.getKey());
            }
            if (isDue || policy.isIdle(now - growth.sinceNanos)) {
                all.remove();
            }
        }
        return due;
    }
}
