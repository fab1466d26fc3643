package io.heliograph.document.yjs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was deleted, without what it was: only that it was there, for what refers to it. Shared types stay; what is in them refers to them. */
final class DeletedContent {
    private DeletedContent() {}

    /** Leaves what it is given as it is. */
    static Map<Long, List<Struct>> drop(Map<Long, List<Struct>> structs, Map<Long, Ranges> deleted) {
        Map<Long, List<Struct>> kept = new HashMap<>(structs);
        deleted.forEach((client, ranges) -> kept.computeIfPresent(client, (_, own) -> drop(own, ranges)));
        return kept;
    }

    /** @param structs of one client by their clocks, without overlaps */
    private static List<Struct> drop(List<Struct> structs, Ranges deleted) {
        List<Struct> kept = new ArrayList<>();
        for (Struct struct : structs) {
            long[] borders = deleted.bordersBetween(struct.clock(), struct.end());
            if (!struct.isCollectable()) {
                Struct.append(kept, struct);
            } else if (borders.length > 0 || deleted.contains(struct.clock())) {
                struct.cut(borders)
                        .forEach(piece ->
                                Struct.append(kept, deleted.contains(piece.clock()) ? piece.withoutContent() : piece));
            } else {
                kept.add(
                        struct); // most are; those of one merge do not continue each other, and this one is not changed
            }
        }
        return kept;
    }
}
