package io.heliograph.gateway.subscription;

import io.heliograph.gateway.outbound.OutboundLimits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Entries of a channel that are kept for a while; at most {@value #MAX_ENTRIES} and {@value #MAX_BYTES} bytes. Owns a reference of each. Confined to its event loop. */
final class EntryBuffer {
    static final int MAX_ENTRIES = 256;
    static final int MAX_BYTES = 256 * 1024;

    private final Deque<Delivery> entries = new ArrayDeque<>();
    private int bytes;

    /** @return false, and nothing is kept, when the bound would be passed */
    boolean add(Delivery delivery) {
        int cost = cost(delivery);
        if (entries.size() == MAX_ENTRIES || bytes + cost > MAX_BYTES) {
            return false;
        }
        delivery.retain();
        entries.add(delivery);
        bytes += cost;
        return true;
    }

    /** Keeps it in any case; what is oldest goes where the bound would be passed. */
    void addDroppingOldest(Delivery delivery) {
        while (!add(delivery) && !entries.isEmpty()) {
            Delivery oldest = entries.remove();
            bytes -= cost(oldest);
            oldest.release();
        }
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** In the order of arrival; the references stay with the buffer. */
    Iterable<Delivery> inOrder() {
        return entries;
    }

    /** Takes all out, ordered by offset; the references go to the caller. */
    List<Delivery> takeSorted() {
        List<Delivery> taken = new ArrayList<>(entries);
        taken.sort(Comparator.comparingLong(Delivery::epoch).thenComparingLong(Delivery::first));
        entries.clear();
        bytes = 0;
        return taken;
    }

    void clear() {
        entries.forEach(Delivery::release);
        entries.clear();
        bytes = 0;
    }

    private static int cost(Delivery delivery) {
        return delivery.frame().bytes() + OutboundLimits.FRAME_OVERHEAD_BYTES;
    }
}
