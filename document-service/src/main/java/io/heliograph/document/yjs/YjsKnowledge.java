package io.heliograph.document.yjs;

import io.heliograph.document.editing.Edit;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.lib0.Lib0Writer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * State vector and delete set. What is behind a gap is not known of: clients are asked for it again.
 *
 * @param clocks behind the last clock of each client
 */
record YjsKnowledge(Map<Long, Long> clocks, Map<Long, Ranges> deleted) implements Knowledge {
    static final YjsKnowledge NOTHING = new YjsKnowledge(Map.of(), Map.of());

    @Override
    public boolean covers(Edit edit) {
        Update update = (Update) edit;
        return newIn(edit).isEmpty()
                && update.deleted().entrySet().stream()
                        .allMatch(one ->
                                deleted.getOrDefault(one.getKey(), Ranges.NONE).covers(one.getValue()));
    }

    @Override
    public boolean hasPredecessorsOf(Edit edit) {
        return Dependencies.areMet((Update) edit, clocks);
    }

    @Override
    public Set<Long> newIn(Edit edit) {
        return ((Update) edit)
                .structs().entrySet().stream()
                        .filter(one -> end(one.getValue()) > clocks.getOrDefault(one.getKey(), 0L))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    /**
     * Cut as Yjs itself does it with what it has. Yjs 13 throws, though, when the known beginning of a struct is collected (GC) in the document and the struct names its parent: it looks for
     * siblings, and what is collected has none. Cut here, the rest names what is collected as its origin instead, and Yjs collects it as well.
     */
    @Override
    public Edit newPartOf(Edit edit) {
        Update update = (Update) edit;
        if (!update.overlaps(clocks)) {
            return edit;
        }
        Map<Long, List<Struct>> rest = update.structsBehind(clocks);
        return new Update(Update.write(rest, update.deleted()), rest, update.deleted());
    }

    @Override
    public Knowledge plus(Edit edit) {
        Update update = (Update) edit;
        Map<Long, Long> moreClocks = new HashMap<>(clocks);
        update.structs()
                .forEach((client, structs) -> moreClocks.compute(client, (_, known) -> reached(known, structs)));
        Map<Long, Ranges> moreDeleted = deleted;
        if (!update.deleted().isEmpty()) {
            moreDeleted = new HashMap<>(deleted);
            for (Map.Entry<Long, Ranges> one : update.deleted().entrySet()) {
                moreDeleted.merge(one.getKey(), one.getValue(), Ranges::with);
            }
        }
        return new YjsKnowledge(moreClocks, moreDeleted);
    }

    @Override
    public Knowledge withoutDeletionsShownBy(Knowledge other) {
        YjsKnowledge then = (YjsKnowledge) other;
        Map<Long, Ranges> hidden = new HashMap<>();
        deleted.forEach((client, ranges) -> {
            Ranges rest = ranges.minus(then.shown(client));
            if (!rest.isEmpty()) {
                hidden.put(client, rest);
            }
        });
        return new YjsKnowledge(clocks, hidden);
    }

    /** What was there, and not deleted. */
    private Ranges shown(long client) {
        long end = clocks.getOrDefault(client, 0L);
        return end == 0
                ? Ranges.NONE
                : new Ranges(new long[] {0, end}).minus(deleted.getOrDefault(client, Ranges.NONE));
    }

    @Override
    public byte[] stateVector() {
        Lib0Writer writer = new Lib0Writer();
        writeStateVector(writer);
        return writer.toBytes();
    }

    @Override
    public byte[] snapshot() {
        Lib0Writer writer = new Lib0Writer();
        Update.writeDeleted(writer, deleted);
        writeStateVector(writer);
        return writer.toBytes();
    }

    /** As Yjs does: the highest client first. */
    private void writeStateVector(Lib0Writer writer) {
        writer.varUint(clocks.size());
        clocks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.reverseOrder()))
                .forEach(one -> writer.varUint(one.getKey()).varUint(one.getValue()));
    }

    /** Up to the first gap; none if that is at the beginning. */
    private static @Nullable Long reached(@Nullable Long known, List<Struct> structs) {
        long reached = known == null ? 0 : known;
        for (Struct struct : structs) {
            if (struct.isSkip() || struct.clock() > reached) {
                break;
            }
            reached = Math.max(reached, struct.end());
        }
        return reached == 0 ? null : (Long) reached;
    }

    /** Behind the last that is there: whatever a skip at the end announces is not. */
    private static long end(List<Struct> structs) {
        return structs.reversed().stream()
                .filter(struct -> !struct.isSkip())
                .mapToLong(Struct::end)
                .findFirst()
                .orElse(0);
    }
}
