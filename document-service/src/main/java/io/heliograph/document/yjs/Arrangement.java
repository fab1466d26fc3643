package io.heliograph.document.yjs;

import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.yjs.SharedType.Chain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was written in the order in which Yjs 13 shows it, deleted or not. Time is linear in the number of structs, but for the logarithm of look-ups and for what several wrote at the
 * same place: there each goes past what is there already, which whoever forges updates can make as many as the square of them. That is bounded.
 */
final class Arrangement {
    /** Items that are gone past, in all: some tenths of a second, and far more than people who write at the same place need. */
    static final long MAX_STEPS = 50_000_000;

    private final Map<Long, List<Item>> items = new HashMap<>();
    private final SortedMap<String, SharedType> roots = new TreeMap<>();
    private long stepsLeft = MAX_STEPS;
    private int marks;

    private Arrangement() {}

    /**
     * @param structs of each client by their clocks, without overlaps
     * @return the roots by their names; empty when there are too many steps
     */
    static Optional<SortedMap<String, SharedType>> of(Map<Long, List<Struct>> structs) {
        Arrangement arrangement = new Arrangement();
        List<Struct> order = IntegrationOrder.of(structs);
        Cuts cuts = Cuts.by(order);
        for (Struct struct : order) {
            arrangement.integrate(struct, cuts.within(struct));
            if (arrangement.stepsLeft < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(arrangement.roots);
    }

    /** @param at where it comes apart; the pieces follow each other, as nobody can have known of them before */
    private void integrate(Struct struct, long[] at) {
        List<Item> own = items.computeIfAbsent(struct.client(), _ -> new ArrayList<>());
        Item rightOrigin = find(struct.rightOrigin());
        Item last = find(struct.origin());
        for (int i = 0; i <= at.length; i++) {
            long start = i == 0 ? struct.clock() : at[i - 1];
            long end = i == at.length ? struct.end() : at[i];
            Item item = new Item(struct, start, end, last, rightOrigin);
            own.add(item);
            if (i == 0) {
                item.chain = chain(item);
                if (item.chain != null) {
                    insert(item, left(item, item.chain), item.chain);
                }
            } else if (last != null && last.chain != null) {
                item.chain = last.chain;
                insert(item, last, last.chain);
            }
            last = item;
        }
    }

    private static void insert(Item item, @Nullable Item left, Chain chain) {
        if (left == null) {
            item.next = chain.head;
            chain.head = item;
        } else {
            item.next = left.next;
            left.next = item;
        }
    }

    /** Where it is in; nowhere if that, or what it was written beside, was collected. */
    private @Nullable Chain chain(Item item) {
        if (item.struct().kind() == Struct.GC || isCollected(item.origin) || isCollected(item.rightOrigin)) {
            return null;
        }
        Item sibling = item.origin == null ? item.rightOrigin : item.origin;
        return sibling == null ? chain(item.struct()) : sibling.chain;
    }

    private static boolean isCollected(@Nullable Item item) {
        return item != null && item.chain == null;
    }

    /** The one that a struct names which refers to no sibling. */
    private @Nullable Chain chain(Struct struct) {
        Slice parent = struct.parent();
        Lib0Reader reader = new Lib0Reader(Arrays.copyOfRange(parent.source(), parent.start(), parent.end()));
        SharedType type;
        if (reader.varUint() == 1) {
            type = roots.computeIfAbsent(reader.text(), _ -> SharedType.root());
        } else {
            Item found = find(new Id(reader.varUint(), reader.varUint()));
            type = found == null || found.chain == null ? null : found.type;
        }
        if (type == null) {
            return null;
        }
        return (struct.info() & Struct.HAS_PARENT_SUB) == 0 ? type.list : type.values(reader.text());
    }

    /** {@code Item.integrate} of Yjs: whoever wrote at the same place goes by the client's number, and what was written behind each stays there. */
    private @Nullable Item left(Item item, Chain chain) {
        Item left = item.origin;
        Item other = left == null ? chain.head : left.next;
        int scan = ++marks;
        int conflict = scan;
        while (other != null && other != item.rightOrigin && stepsLeft-- > 0) {
            other.scanned = scan;
            other.conflicting = conflict;
            boolean isPassed;
            if (other.origin == item.origin) {
                isPassed = other.client() < item.client();
                if (!isPassed && other.rightOrigin == item.rightOrigin) {
                    break;
                }
            } else if (other.origin != null && other.origin.scanned == scan) {
                isPassed = other.origin.conflicting != conflict;
            } else {
                break;
            }
            if (isPassed) {
                left = other;
                conflict = ++marks;
            }
            other = other.next;
        }
        return left;
    }

    private @Nullable Item find(@Nullable Id id) {
        if (id == null) {
            return null;
        }
        List<Item> own = items.getOrDefault(id.client(), List.of());
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
        return low < own.size() ? own.get(low) : null;
    }
}
