package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.Version;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The newest known version of each key. Of a removed key only the version stays, so that an older value does not come back; the registry keeps those of so many keys,
 * and what is not kept there cannot come back from there. Confined to its event loop.
 */
final class StateValues {
    static final int MAX_REMOVED = 1_000;

    // Both null while empty: most channels that are followed are users' own, and most of these have no state.
    private @Nullable Map<String, StateValue> present;

    /** The oldest removal first. */
    private @Nullable SequencedMap<String, Version> removed;

    /** False, and nothing changes, when the key is known at this version or a later one. */
    boolean take(StateValue value) {
        Version known = versionOf(value.key());
        if (known != null && !value.version().isAfter(known)) {
            return false;
        }
        if (removed != null) {
            removed.remove(value.key());
        }
        if (!value.isRemoval()) {
            present = present == null ? new LinkedHashMap<>(2) : present;
            present.put(value.key(), value);
            return true;
        }
        if (present != null) {
            present.remove(value.key());
        }
        remember(value);
        return true;
    }

    private @Nullable Version versionOf(String key) {
        StateValue value = present == null ? null : present.get(key);
        if (value != null) {
            return value.version();
        }
        return removed == null ? null : removed.get(key);
    }

    private void remember(StateValue removal) {
        removed = removed == null ? new LinkedHashMap<>(2) : removed;
        removed.put(removal.key(), removal.version());
        if (removed.size() > MAX_REMOVED) {
            removed.pollFirstEntry();
        }
    }

    int removedKeys() {
        return removed == null ? 0 : removed.size();
    }

    /** Those that are there. */
    void forEach(Consumer<StateValue> action) {
        if (present != null) {
            present.values().forEach(action);
        }
    }
}
