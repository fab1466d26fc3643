package io.heliograph.gateway.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What this pod wants to stand in the registry, and which part of it Redis may not have yet. It remembers wishes, not commands: a field that was put, removed and put
 * again is written once, as it is wanted when its turn comes. With one batch under way at a time, a removal can never overtake a write. Confined to one thread.
 */
public final class RegistryBook {
    private final int maxPendingRemovals;
    private final Map<HashField, FieldValue> wanted = new HashMap<>();
    /** Changes, oldest first, with those who wait for them. */
    private final Map<HashField, List<CompletableFuture<Void>>> changes = new LinkedHashMap<>();
    /** Fields to be written again though nothing changed: Redis may have forgotten them. */
    private final Set<HashField> repetitions = new LinkedHashSet<>();

    private int pendingRemovals;
    private long forgottenRemovals;

    /**
     * @param maxPendingRemovals while Redis is away, removals beyond this are forgotten: such a field stays until its key expires or a sweep finds it
     */
    public RegistryBook(int maxPendingRemovals) {
        this.maxPendingRemovals = maxPendingRemovals;
    }

    public void put(HashField field, FieldValue value) {
        if (wanted.put(field, value) == null && changes.containsKey(field)) {
            pendingRemovals--;
        }
        changes.computeIfAbsent(field, _ -> new ArrayList<>());
    }

    /** As {@link #put(HashField, FieldValue)}, and completes {@code written} when Redis has it. */
    public void put(HashField field, FieldValue value, CompletableFuture<Void> written) {
        put(field, value);
        changes.computeIfAbsent(field, _ -> new ArrayList<>()).add(written);
    }

    public void remove(HashField field) {
        if (wanted.remove(field) == null) {
            return; // not there, or being removed already
        }
        repetitions.remove(field);
        if (!changes.containsKey(field) && pendingRemovals >= maxPendingRemovals) {
            forgottenRemovals++;
            return;
        }
        changes.computeIfAbsent(field, _ -> new ArrayList<>());
        pendingRemovals++;
    }

    public void removeAll() {
        List.copyOf(wanted.keySet()).forEach(this::remove);
    }

    /** Everything wanted is to be written again. */
    public void repeatAll() {
        repetitions.addAll(wanted.keySet());
    }

    public boolean hasRepetitions() {
        return !repetitions.isEmpty();
    }

    /** The hashes of the channels that this pod serves. */
    public List<String> routeKeys() {
        return wanted.keySet().stream()
                .filter(HashField::isRoute)
                .map(HashField::key)
                .toList();
    }

    public int size() {
        return wanted.size();
    }

    public long forgottenRemovals() {
        return forgottenRemovals;
    }

    /** The oldest changes; empty when there are none. The next batch may be taken when this one is written or given back. */
    public Batch takeChanges(int max) {
        var batch = new Batch(false);
        Iterator<Map.Entry<HashField, List<CompletableFuture<Void>>>> oldestFirst =
                changes.entrySet().iterator();
        while (oldestFirst.hasNext() && batch.writes.size() < max) {
            Map.Entry<HashField, List<CompletableFuture<Void>>> change = oldestFirst.next();
            batch.add(write(change.getKey()), change.getValue());
            oldestFirst.remove();
        }
        pendingRemovals -= batch.removals();
        return batch;
    }

    public Batch takeRepetitions(int max) {
        var batch = new Batch(true);
        Iterator<HashField> fields = repetitions.iterator();
        while (fields.hasNext() && batch.writes.size() < max) {
            batch.add(write(fields.next()), List.of());
            fields.remove();
        }
        return batch;
    }

    /** Redis does not have the batch: who waits for it is told, its fields stay to be written. */
    public void giveBack(Batch batch, RuntimeException failure) {
        for (Write write : batch.writes) {
            if (batch.repetition && wanted.containsKey(write.field)) {
                repetitions.add(write.field);
            } else if (changes.putIfAbsent(write.field, new ArrayList<>()) == null
                    && !wanted.containsKey(write.field)) {
                pendingRemovals++;
            }
        }
        batch.fail(failure);
    }

    /** Redis is away: who waits is told; what they wait for stays to be written. */
    public void failWaiting(RuntimeException failure) {
        for (List<CompletableFuture<Void>> waiting : changes.values()) {
            List.copyOf(waiting).forEach(written -> written.completeExceptionally(failure));
            waiting.clear();
        }
    }

    private Write write(HashField field) {
        return new Write(field, Optional.ofNullable(wanted.get(field)));
    }

    /** @param value empty when the field is to be removed */
    public record Write(HashField field, Optional<FieldValue> value) {}

    /** What travels in one pipeline. */
    public static final class Batch {
        private final boolean repetition;
        private final List<Write> writes = new ArrayList<>();
        private final List<List<CompletableFuture<Void>>> waiting = new ArrayList<>();

        private Batch(boolean repetition) {
            this.repetition = repetition;
        }

        public List<Write> writes() {
            return List.copyOf(writes);
        }

        public boolean isEmpty() {
            return writes.isEmpty();
        }

        /** Redis has the write of this index. */
        public void written(int index) {
            waiting.get(index).forEach(written -> written.complete(null));
        }

        /** Redis refuses the write of this index, and would again. */
        public void refused(int index, RuntimeException failure) {
            waiting.get(index).forEach(written -> written.completeExceptionally(failure));
        }

        private void add(Write write, List<CompletableFuture<Void>> waitingForIt) {
            writes.add(write);
            waiting.add(waitingForIt);
        }

        private int removals() {
            return (int)
                    writes.stream().filter(write -> write.value().isEmpty()).count();
        }

        private void fail(RuntimeException failure) {
            waiting.forEach(each -> each.forEach(written -> written.completeExceptionally(failure)));
        }
    }
}
