package io.heliograph.gateway.history.http;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives a {@code @QuarkusTest} a {@link FakeStore}, in which no channel has a row unless the test says so. A field of its type is filled. */
public final class FakeStoreResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable Vertx vertx;
    private @Nullable FakeStore store;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        store = FakeStore.start(vertx, FakeStoreResource::withoutRow);
        return Map.of(
                "gateway.history.url", store.url().toString(), "gateway.history.credential", FakeStore.CREDENTIAL);
    }

    @Override
    public void inject(TestInjector testInjector) {
        if (store != null) {
            testInjector.injectIntoFields(store, new TestInjector.MatchesType(FakeStore.class));
        }
    }

    @Override
    public void stop() {
        if (store != null) {
            store.close();
        }
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    static CatchUp withoutRow(CatchUpRequest.Item item) {
        return new CatchUp(new ChannelName(item.channel()), Position.BEGINNING, Position.BEGINNING, null, List.of());
    }
}
