package io.heliograph.feed;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The bounds of the tests, small enough to be reached, and the delivery-store that they ask. */
public final class SmallBounds implements QuarkusTestResourceLifecycleManager {
    static final int MERGE_ABOVE = 5;

    private final PositionStore store = new PositionStore();

    @Override
    public Map<String, String> start() {
        return Map.ofEntries(
                Map.entry("quarkus.http.test-port", "0"),
                Map.entry("quarkus.management.test-port", "0"),
                Map.entry("feed.fan-out.merge-above", Integer.toString(MERGE_ABOVE)),
                Map.entry("feed.fan-out.write-below", "4"),
                Map.entry("feed.fan-out.batch", "2"),
                Map.entry("feed.fan-out.interval", "50ms"),
                Map.entry("feed.fan-out.lease", "2s"),
                Map.entry("feed.retry-max", "1s"),
                Map.entry("feed.history.url", store.start()),
                Map.entry("feed.history.credential", PositionStore.CREDENTIAL));
    }

    @Override
    public void inject(TestInjector testInjector) {
        testInjector.injectIntoFields(store, new TestInjector.MatchesType(PositionStore.class));
    }

    @Override
    public void stop() {
        store.close();
    }
}
