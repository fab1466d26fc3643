package io.heliograph.cli.platform.launch;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whose turn it is among processes, in a circle. Safe for concurrent use. */
final class Turn {
    private final List<String> names;
    private int next;

    Turn(List<String> names) {
        this.names = List.copyOf(names);
    }

    /** The next one that runs; empty when none does. */
    synchronized Optional<String> next(Predicate<String> runs) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get((next + i) % names.size());
            if (runs.test(name)) {
                next = (next + i + 1) % names.size();
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
