package io.heliograph.document.editing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who is there, docs/documents.md §5: the newest clock of a client counts, and each client belongs to one owner, a connection of this process or another process. What changed is
 * collected until {@link #takeChanges()}. Confined to the document's mailbox.
 */
final class AwarenessTable {
    /** Clients of one connection. */
    static final int MAX_CLIENTS = 8;

    private static final int MAX_PRESENT = 1_024;

    private final Map<Long, Present> present = new HashMap<>();
    private final Map<Long, AwarenessEntry> changes = new LinkedHashMap<>();

    private record Present(AwarenessEntry entry, Object owner) {}

    /** Entries that are news. Clients of other connections that are there stay as they are: a copy of what others said is no news. */
    List<AwarenessEntry> apply(Collection<AwarenessEntry> entries, Object owner) {
        List<AwarenessEntry> news = new ArrayList<>();
        for (AwarenessEntry entry : entries) {
            if (isNews(entry, present.get(entry.client())) && mayShow(entry, owner)) {
                put(entry, owner);
                news.add(entry);
            }
        }
        return news;
    }

    /**
     * Clients that left, as far as we know, but not as the entries say. A client that comes back says what it said before it was counted as gone; told so, it says so again with a
     * newer clock, instead of half a minute later.
     */
    List<AwarenessEntry> leftBefore(Collection<AwarenessEntry> entries) {
        return entries.stream()
                .filter(entry -> !entry.isLeft())
                .map(entry -> present.get(entry.client()))
                .filter(Objects::nonNull)
                .map(Present::entry)
                .filter(AwarenessEntry::isLeft)
                .filter(left -> entries.stream()
                        .anyMatch(entry -> entry.client() == left.client() && entry.clock() <= left.clock()))
                .toList();
    }

    /**
     * Clients of an owner that went away leave at once: else their cursors stay for half a minute.
     *
     * @return that they left
     */
    List<AwarenessEntry> leave(Object owner) {
        List<AwarenessEntry> left = present.values().stream()
                .filter(one -> one.owner.equals(owner) && !one.entry.isLeft())
                .map(one -> one.entry.left())
                .toList();
        left.forEach(entry -> put(entry, owner));
        return left;
    }

    List<AwarenessEntry> all() {
        return present.values().stream()
                .map(Present::entry)
                .filter(entry -> !entry.isLeft())
                .toList();
    }

    /** How many are there. */
    int count() {
        return (int)
                present.values().stream().filter(one -> !one.entry.isLeft()).count();
    }

    boolean hasChanges() {
        return !changes.isEmpty();
    }

    /** Clocks of those who left are kept, so that an old message does not bring them back; a bounded number of them. */
    void forgetLeft() {
        if (present.size() > MAX_PRESENT) {
            present.values().removeIf(one -> one.entry.isLeft());
        }
    }

    List<AwarenessEntry> takeChanges() {
        List<AwarenessEntry> taken = List.copyOf(changes.values());
        changes.clear();
        return taken;
    }

    private void put(AwarenessEntry entry, Object owner) {
        present.put(entry.client(), new Present(entry, owner));
        changes.put(entry.client(), entry);
    }

    /** As in y-protocols: an equal clock counts when it says that the client left. */
    private static boolean isNews(AwarenessEntry entry, @Nullable Present known) {
        if (known == null) {
            return !entry.isLeft();
        }
        return entry.clock() > known.entry.clock()
                || (entry.clock() == known.entry.clock() && entry.isLeft() && !known.entry.isLeft());
    }

    /** Nobody shows another user's cursor. The same user may: a client comes back before its old connection is found dead. */
    private boolean mayShow(AwarenessEntry entry, Object owner) {
        Present known = present.get(entry.client());
        if (!(owner instanceof Editor editor) || (known != null && known.owner.equals(owner))) {
            return true;
        }
        if (known != null
                && !known.entry.isLeft()
                && !(known.owner instanceof Editor other && other.user().equals(editor.user()))) {
            return false;
        }
        return present.values().stream()
                        .filter(one -> one.owner.equals(owner) && !one.entry.isLeft())
                        .count()
                < MAX_CLIENTS;
    }
}
