package io.heliograph.document.yjs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which Yjs takes the structs of an update into an empty document: those of the highest client first, each after what it refers to. What refers to something that is not there
 * is left out, with all that its client wrote later: Yjs keeps that waiting, and does not show it. Linear in the number of structs.
 */
final class IntegrationOrder {
    private final Map<Long, Source> sources = new HashMap<>();
    private final List<Struct> order = new ArrayList<>();

    private IntegrationOrder() {}

    /** @param structs of each client by their clocks, without overlaps */
    static List<Struct> of(Map<Long, List<Struct>> structs) {
        IntegrationOrder integration = new IntegrationOrder();
        structs.forEach((client, own) -> integration.sources.put(client, new Source(own)));
        structs.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .forEach(client -> integration.takeAll(integration.sources.get(client)));
        return integration.order;
    }

    /** Goes to what is missing first, and comes back; whoever is on the way already waits for itself. */
    private void takeAll(@Nullable Source first) {
        Deque<Source> way = new ArrayDeque<>();
        enter(way, first);
        while (!way.isEmpty()) {
            Source current = way.peek();
            Struct next = current.next();
            if (next == null) {
                leave(way);
                continue;
            }
            Id missing = missing(next);
            if (missing == null) {
                order.add(next);
                current.taken();
                if (way.size() > 1) { // no further than whoever waits for it needs
                    leave(way);
                }
            } else if (!enter(way, sources.get(missing.client()))) {
                way.forEach(Source::block);
                return;
            }
        }
    }

    private static boolean enter(Deque<Source> way, @Nullable Source source) {
        if (source == null || source.isOnWay || source.next() == null) {
            return false;
        }
        source.isOnWay = true;
        way.push(source);
        return true;
    }

    private static void leave(Deque<Source> way) {
        way.pop().isOnWay = false;
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
        if (id == null) {
            return false;
        }
        Source source = sources.get(id.client());
        return source == null || id.clock() >= source.reached;
    }

    /** What one client wrote, as far as it was taken. */
    private static final class Source {
        private final List<Struct> structs;
        private int taken;
        private long reached;
        private boolean isOnWay;
        private boolean isBlocked;

        Source(List<Struct> structs) {
            this.structs = structs;
        }

        /** None at the end, and none behind a gap. */
        @Nullable
        Struct next() {
            if (isBlocked || taken == structs.size()) {
                return null;
            }
            Struct next = structs.get(taken);
            return next.isSkip() || next.clock() > reached ? null : next;
        }

        void taken() {
            reached = structs.get(taken).end();
            taken++;
        }

        void block() {
            isBlocked = true;
        }
    }
}
