package io.heliograph.document.yjs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How deep shared types are nested. Yjs walks down by recursion when it shows or deletes them, and fails for everybody from some thousands on. Linear in the number of structs; of whatever
 * is not there, nothing is known, and it counts as a root.
 */
final class Nesting {
    private final Map<Long, List<Struct>> structs;
    private final IdentityHashMap<Struct, Integer> above = new IdentityHashMap<>();

    private Nesting(Map<Long, List<Struct>> structs) {
        this.structs = structs;
    }

    /** @return 0 if there are no types but those with a name, the roots */
    static int depth(Map<Long, List<Struct>> structs) {
        Nesting nesting = new Nesting(structs);
        return structs.values().stream()
                .flatMap(List::stream)
                .filter(struct -> struct.kind() == Struct.TYPE)
                .mapToInt(type -> nesting.above(type) + 1)
                .max()
                .orElse(0);
    }

    /** @return types between it and the root */
    private int above(Struct struct) {
        Deque<Step> way = new ArrayDeque<>();
        Step step = new Step(struct, 0);
        while (step != null && above.putIfAbsent(step.struct, 0) == null) { // what is on the way is not gone again
            way.push(step);
            step = towardsRoot(step.struct);
        }
        int types = step == null ? 0 : above.getOrDefault(step.struct, 0) + step.types;
        for (Step done : way) {
            above.put(done.struct, types);
            types += done.types;
        }
        return above.getOrDefault(struct, 0);
    }

    /** To its parent, or to a sibling: where that is, it is as well. */
    private @Nullable Step towardsRoot(Struct struct) {
        Id parent = struct.parentId();
        if (parent != null) {
            Struct type = find(parent);
            return type == null ? null : new Step(type, 1);
        }
        Id sibling = struct.origin() == null ? struct.rightOrigin() : struct.origin();
        Struct found = sibling == null ? null : find(sibling);
        return found == null ? null : new Step(found, 0);
    }

    private @Nullable Struct find(Id id) {
        List<Struct> own = structs.getOrDefault(id.client(), List.of());
        int low = 0;
        int high = own.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (own.get(middle).end() <= id.clock()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < own.size() && own.get(low).clock() <= id.clock() ? own.get(low) : null;
    }

    /** @param types how many more types are around what the way came from */
    private record Step(Struct struct, int types) {}
}
