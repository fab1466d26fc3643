package io.heliograph.document.yjs;

import io.heliograph.document.editing.DocumentSize;
import io.heliograph.document.editing.Edit;
import io.heliograph.document.editing.Knowledge;
import io.heliograph.document.editing.UpdateEngine;
import io.heliograph.document.lib0.Lib0Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Works on updates alone: structs are sorted, swept and joined, and keep the bytes that they were read from. */
public final class YjsEngine implements UpdateEngine {
    private static final Comparator<Struct> BY_CLOCK =
            Comparator.comparingLong(Struct::clock).thenComparing(Struct::end, Comparator.reverseOrder());

    record Merged(Map<Long, List<Struct>> structs, Map<Long, Ranges> deleted) {}

    @Override
    public Edit check(byte[] update) {
        return UpdateParser.parseBounded(update);
    }

    @Override
    public Edit stored(byte[] update) {
        return UpdateParser.parse(update);
    }

    @Override
    public byte[] merge(List<byte[]> updates) {
        Merged merged = merged(updates);
        return Update.write(merged.structs, merged.deleted);
    }

    @Override
    public byte[] mergeWithoutDeletedContent(List<byte[]> updates) {
        Merged merged = merged(updates);
        return Update.write(DeletedContent.drop(merged.structs, merged.deleted), merged.deleted);
    }

    static Merged merged(List<byte[]> updates) {
        Map<Long, List<Struct>> structs = new HashMap<>();
        Map<Long, List<Ranges>> deleted = new HashMap<>();
        for (byte[] bytes : updates) {
            Update update = UpdateParser.parse(bytes);
            update.structs()
                    .forEach((client, own) -> structs.computeIfAbsent(client, _ -> new ArrayList<>())
                            .addAll(own));
            update.deleted()
                    .forEach((client, ranges) -> deleted.computeIfAbsent(client, _ -> new ArrayList<>())
                            .add(ranges));
        }
        structs.replaceAll((_, own) -> sweep(own));
        structs.values().removeIf(List::isEmpty);
        Map<Long, Ranges> merged = new HashMap<>();
        deleted.forEach((client, ranges) -> merged.put(client, union(ranges)));
        return new Merged(structs, merged);
    }

    @Override
    public byte[] diff(byte[] update, byte[] stateVector) {
        Map<Long, Long> known = UpdateParser.stateVector(new Lib0Reader(stateVector));
        if (known.isEmpty()) {
            return update;
        }
        Update whole = UpdateParser.parse(update);
        return Update.write(whole.structsBehind(known), whole.deleted());
    }

    @Override
    public byte[] withoutDeletedContent(byte[] update) {
        Update whole = UpdateParser.parse(update);
        return Update.write(DeletedContent.drop(whole.structs(), whole.deleted()), whole.deleted());
    }

    @Override
    public byte[] withoutContent(byte[] update, Knowledge deleted) {
        Update whole = UpdateParser.parse(update);
        return Update.write(DeletedContent.drop(whole.structs(), ((YjsKnowledge) deleted).deleted()), whole.deleted());
    }

    @Override
    public DocumentSize sizeOf(byte[] update) {
        Map<Long, List<Struct>> structs = UpdateParser.parse(update).structs();
        int count = structs.values().stream().mapToInt(List::size).sum();
        return new DocumentSize(update.length, count, structs.size(), Nesting.depth(structs));
    }

    @Override
    public Knowledge knowledgeOf(byte[] update) {
        return YjsKnowledge.NOTHING.plus(UpdateParser.parse(update));
    }

    @Override
    public Knowledge knowledgeAt(byte[] snapshot) {
        return UpdateParser.parseSnapshot(snapshot);
    }

    /** Without overlaps, with what continues joined. A gap stays one, and is said to be one. */
    private static List<Struct> sweep(List<Struct> structs) {
        List<Struct> sorted = structs.stream()
                .filter(Predicate.not(Struct::isSkip))
                .sorted(BY_CLOCK)
                .toList();
        List<Struct> swept = new ArrayList<>();
        for (Struct struct : sorted) {
            long end = swept.isEmpty() ? struct.clock() : swept.getLast().end();
            if (struct.end() <= end) {
                continue;
            }
            if (struct.clock() > end) {
                swept.add(Struct.skip(struct.client(), end, struct.clock() - end));
            }
            Struct.append(swept, struct.clock() < end ? struct.from(end) : struct);
        }
        return swept;
    }

    private static Ranges union(List<Ranges> ranges) {
        long[] pairs = ranges.stream()
                .flatMapToLong(one -> Arrays.stream(one.bounds()))
                .toArray();
        return Ranges.of(pairs);
    }
}
