package io.heliograph.document;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The settings of the tests. */
public final class Settings implements QuarkusTestResourceLifecycleManager {
    static final String KEY = "a key for the tests of 32 bytes.";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.http.test-port", "0",
                "quarkus.management.test-port", "0",
                "document.announcing.quiet", "100ms",
                "document.token.key", KEY);
    }

    @Override
    public void stop() {
        // There is nothing to stop.
    }
}
