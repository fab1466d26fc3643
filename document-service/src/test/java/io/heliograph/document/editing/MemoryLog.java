package io.heliograph.document.editing;

import io.heliograph.document.log.Deletion;
import io.heliograph.document.log.DocumentLog;
import io.heliograph.document.log.LogEntry;
import io.heliograph.document.log.LogUnavailableException;
import io.heliograph.document.log.StoredDocument;
import io.heliograph.document.name.DocumentName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A log in memory that fails as it is told. */
final class MemoryLog implements DocumentLog {
    private final Map<DocumentName, List<LogEntry>> entries = new HashMap<>();
    private final Map<DocumentName, Map<Long, String>> owners = new HashMap<>();
    private Faults faults = _ -> Fault.NONE;
    private int reads;

    /** How an operation ends. */
    enum Fault {
        NONE,
        /** It did nothing. */
        AWAY,
        /** It did what it was asked, and nobody was told. */
        UNKNOWN,
        /** Something that nobody expected. */
        DEFECT
    }

    /** Decides how an operation ends, by its name. */
    @FunctionalInterface
    interface Faults {
        Fault of(String operation);
    }

    void fail(Faults next) {
        faults = next;
    }

    /** The next operation that fails is the last one. */
    void failOnce() {
        Faults before = faults;
        faults = operation -> {
            Fault fault = before.of(operation);
            if (fault != Fault.NONE) {
                faults = _ -> Fault.NONE;
            }
            return fault;
        };
    }

    /** How often a whole document was read. */
    int reads() {
        return reads;
    }

    /** As a replica that took over before it had everything. */
    void loseLast(DocumentName document) {
        of(document).removeLast();
    }

    @Override
    public StoredDocument read(DocumentName document) {
        reads++;
        return carryOut("read", () -> {
            List<LogEntry> all = of(document);
            return new StoredDocument(
                    all.size(), all.stream().map(LogEntry::update).toList());
        });
    }

    @Override
    public List<LogEntry> readAfter(DocumentName document, long sequence) {
        return carryOut(
                "readAfter",
                () -> of(document).stream()
                        .filter(entry -> entry.sequence() > sequence)
                        .limit(2)
                        .toList());
    }

    @Override
    public OptionalLong append(DocumentName document, long known, Collection<String> actors, byte[] update) {
        return carryOut("append", () -> {
            List<LogEntry> all = of(document);
            all.add(new LogEntry(all.size() + 1L, update));
            return OptionalLong.of(all.size());
        });
    }

    @Override
    public Map<DocumentName, Deletion> deletions(Collection<DocumentName> documents) {
        return Map.of();
    }

    @Override
    public Map<Long, String> claim(DocumentName document, String user, Collection<Long> clients) {
        return carryOut("claim", () -> {
            Map<Long, String> own = owners.computeIfAbsent(document, _ -> new HashMap<>());
            clients.forEach(client -> own.putIfAbsent(client, user));
            return clients.stream().collect(Collectors.toMap(Function.identity(), own::get));
        });
    }

    @Override
    public Map<DocumentName, Long> heads(Collection<DocumentName> documents) {
        return carryOut(
                "heads",
                () -> documents.stream()
                        .filter(entries::containsKey)
                        .collect(Collectors.toMap(Function.identity(), document ->
                                (long) of(document).size())));
    }

    private List<LogEntry> of(DocumentName document) {
        return entries.computeIfAbsent(document, _ -> new ArrayList<>());
    }

    private <T> T carryOut(String name, Supplier<T> operation) {
        return switch (faults.of(name)) {
            case NONE -> operation.get();
            case AWAY -> throw new LogUnavailableException(new IllegalStateException("away"));
            case UNKNOWN -> {
                T unheard = operation.get();
                throw new LogUnavailableException(new IllegalStateException("no answer to " + name + ": " + unheard));
            }
            case DEFECT -> throw new IllegalStateException("a defect");
        };
    }
}
