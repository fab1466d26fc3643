package io.heliograph.client.subscription;

import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.ServerFrame;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client knows of one channel's state: docs/protocol.md §5.4. Confined to its mailbox. */
final class KnownState {
    private final Map<String, StateValue> values = new HashMap<>();
    /** Versions outlive the values: what comes late must not bring a removed key back. */
    private final Map<String, Version> versions = new HashMap<>();
    /** Keys that did not come since the subscription was last answered; they are gone unless they come before all have come. */
    private final Set<String> unconfirmed = new HashSet<>();

    /** The server answered a subscription: its values follow. */
    void restart() {
        unconfirmed.clear();
        unconfirmed.addAll(values.keySet());
    }

    /**
     * @param complete whether these are the last of those that follow the answer to a subscription
     * @return what has changed; null when nothing has
     */
    SubscriptionEvent.@Nullable StateChanged take(List<ServerFrame.StateValue> arrived, boolean complete) {
        Map<String, StateValue> changed = new HashMap<>();
        Set<String> removed = new HashSet<>();
        for (ServerFrame.StateValue value : arrived) {
            unconfirmed.remove(value.key());
            Version known = versions.get(value.key());
            if (known != null && !value.version().isAfter(known)) {
                continue;
            }
            versions.put(value.key(), value.version());
            ServerFrame.StateValue.Content content = value.content();
            if (content != null) {
                StateValue now = StateValue.of(value.version(), content);
                values.put(value.key(), now);
                changed.put(value.key(), now);
                removed.remove(value.key());
            } else if (values.remove(value.key()) != null) {
                changed.remove(value.key());
                removed.add(value.key());
            }
        }
        if (complete) {
            unconfirmed.forEach(values::remove);
            removed.addAll(unconfirmed);
            unconfirmed.clear();
        }
        return changed.isEmpty() && removed.isEmpty() && !complete
                ? null
                : new SubscriptionEvent.StateChanged(changed, removed, values, complete);
    }
}
