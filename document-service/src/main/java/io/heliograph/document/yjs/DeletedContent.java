package io.heliograph.document.yjs;

import java.util.ArrayList;
import java.util.List;

/** What was deleted, without what it was: only that it was there, for what refers to it. Shared types stay; what is in them refers to them. */
final class DeletedContent {
    private DeletedContent() {}

    /** @param structs of one client by their clocks, without overlaps */
    static List<Struct> drop(List<Struct> structs, Ranges deleted) {
        List<Struct> kept = new ArrayList<>();
        for (Struct struct : structs) {
            if (struct.isCollectable()) {
                struct.cut(deleted.bordersBetween(struct.clock(), struct.end()))
                        .forEach(piece ->
                                Struct.append(kept, deleted.contains(piece.clock()) ? piece.withoutContent() : piece));
            } else {
                Struct.append(kept, struct);
            }
        }
        return kept;
    }
}
