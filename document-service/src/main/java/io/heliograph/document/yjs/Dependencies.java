package io.heliograph.document.yjs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether an update could be put into a document at once, tried in the order in which Yjs does: each struct after those of its client that come before it, and after what it refers to. Linear in the number of structs.
 */
final class Dependencies {
    private final Map<Long, Long> known;
    private final Map<Long, List<Struct>> structs;
    private final Map<Long, Integer> done = new HashMap<>();
    private final Map<Long, Long> reached = new HashMap<>();

    private Dependencies(Map<Long, Long> known, Map<Long, List<Struct>> structs) {
        this.known = known;
        this.structs = structs;
    }

    static boolean areMet(Update update, Map<Long, Long> known) {
        Dependencies dependencies = new Dependencies(known, update.structs());
        return update.structs().keySet().stream().allMatch(dependencies::complete)
                && update.deleted().entrySet().stream()
                        .allMatch(one -> one.getValue().end() <= dependencies.reached(one.getKey()));
    }

    /** Goes to what is missing first, and comes back; whoever is on the way already waits for itself. */
    private boolean complete(long client) {
        Deque<Long> way = new ArrayDeque<>(List.of(client));
        Map<Long, Boolean> onWay = new HashMap<>(Map.of(client, true));
        while (!way.isEmpty()) {
            long current = way.peek();
            Struct next = next(current);
            if (next == null) {
                way.pop();
                onWay.remove(current);
                continue;
            }
            if (next.isSkip() || next.clock() > reached(current)) {
                return false;
            }
            Id missing = missing(next);
            if (missing == null) {
                reached.put(current, Math.max(reached(current), next.end()));
                done.merge(current, 1, Integer::sum);
                if (way.size()
                        > 1) { // no further than whoever waits for it needs: what comes next may wait for that one
                    onWay.remove(way.pop());
                }
            } else if (next(missing.client()) == null || onWay.put(missing.client(), true) != null) {
                return false;
            } else {
                way.push(missing.client());
            }
        }
        return true;
    }

    private @Nullable Struct next(long client) {
        List<Struct> own = structs.getOrDefault(client, List.of());
        int index = done.getOrDefault(client, 0);
        return index < own.size() ? own.get(index) : null;
    }

    private long reached(long client) {
        Long here = reached.get(client);
        return here == null ? known.getOrDefault(client, 0L) : here;
    }

    private @Nullable Id missing(Struct struct) {
        if (isMissing(struct.origin())) {
            return struct.origin();
        }
        if (isMissing(struct.rightOrigin())) {
            return struct.rightOrigin();
        }
        Id parent = struct.parentId();
        return isMissing(parent) ? parent : null;
    }

    private boolean isMissing(@Nullable Id id) {
        return id != null && id.clock() >= reached(id.client());
    }
}
