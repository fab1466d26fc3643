package io.heliograph.document.yjs;

import io.heliograph.document.editing.Edit;
import io.heliograph.document.lib0.Lib0Writer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An update, format 1.
 *
 * @param bytes what it was read from
 * @param structs of each client by their clocks, without overlaps
 * @param deleted clocks that were deleted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Update(byte[] bytes, Map<Long, List<Struct>> structs, Map<Long, Ranges> deleted) implements Edit {
    @Override
    public Set<Long> clients() {
        return structs.keySet();
    }

    @Override
    public int depth() {
        return Nesting.depth(structs);
    }

    @Override
    public byte[] shown() {
        boolean deletesOwn = deleted.entrySet().stream().anyMatch(one -> {
            List<Struct> own = structs.getOrDefault(one.getKey(), List.of());
            return !own.isEmpty() && one.getValue().end() > own.getFirst().clock();
        });
        return deletesOwn ? write(DeletedContent.drop(structs, deleted), deleted) : bytes;
    }

    /** Whether it has anything before these clocks. Every edit is asked, so this looks only at the first struct of each client. */
    boolean overlaps(Map<Long, Long> clocks) {
        return structs.entrySet().stream()
                .anyMatch(one -> one.getValue().getFirst().clock() < clocks.getOrDefault(one.getKey(), 0L));
    }

    Map<Long, List<Struct>> structsBehind(Map<Long, Long> clocks) {
        Map<Long, List<Struct>> rest = new HashMap<>();
        structs.forEach((client, own) -> {
            List<Struct> behind = behind(own, clocks.getOrDefault(client, 0L));
            if (!behind.isEmpty()) {
                rest.put(client, behind);
            }
        });
        return rest;
    }

    private static List<Struct> behind(List<Struct> structs, long clock) {
        return structs.stream()
                .filter(struct -> struct.end() > clock)
                .map(struct -> struct.clock() < clock ? struct.from(clock) : struct)
                .toList();
    }

    /** As Yjs writes it: the highest client first. */
    static byte[] write(Map<Long, List<Struct>> structs, Map<Long, Ranges> deleted) {
        Lib0Writer writer = new Lib0Writer().varUint(structs.size());
        structs.entrySet().stream()
                .sorted(Map.Entry.<Long, List<Struct>>comparingByKey(Comparator.reverseOrder()))
                .forEach(one -> {
                    List<Struct> own = one.getValue();
                    writer.varUint(own.size())
                            .varUint(one.getKey())
                            .varUint(own.getFirst().clock());
                    own.forEach(struct -> struct.write(writer));
                });
        writeDeleted(writer, deleted);
        return writer.toBytes();
    }

    static void writeDeleted(Lib0Writer writer, Map<Long, Ranges> deleted) {
        writer.varUint(deleted.size());
        deleted.entrySet().stream()
                .sorted(Map.Entry.<Long, Ranges>comparingByKey(Comparator.reverseOrder()))
                .forEach(one -> {
                    long[] bounds = one.getValue().bounds();
                    writer.varUint(one.getKey()).varUint(one.getValue().count());
                    for (int i = 0; i < bounds.length; i += 2) {
                        writer.varUint(bounds[i]).varUint(bounds[i + 1] - bounds[i]);
                    }
                });
    }
}
