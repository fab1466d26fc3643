package io.heliograph.presence;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The times and bounds of the tests, small enough to be waited for. */
public final class SmallTimes implements QuarkusTestResourceLifecycleManager {
    static final int GRACE_SECONDS = 2;
    static final int CRASH_GRACE_SECONDS = 5;

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("presence.grace", GRACE_SECONDS + "s"),
                Map.entry("presence.crash-grace", CRASH_GRACE_SECONDS + "s"),
                Map.entry("presence.occupancy-above", "5"),
                Map.entry("presence.occupancy-below", "4"),
                Map.entry("presence.occupancy-interval", "100ms"),
                Map.entry("presence.tick", "50ms"),
                Map.entry("presence.retry-max", "1s"),
                Map.entry("presence.registry.interval", "200ms"),
                Map.entry("presence.registry.timeout", "1s"),
                Map.entry("presence.registry.young-for", "3s"),
                Map.entry("presence.registry.settle", "2s"),
                Map.entry("presence.store.timeout", "2s"));
    }

    @Override
    public void stop() {}
}
