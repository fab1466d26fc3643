package io.heliograph.delivery;

import io.heliograph.delivery.acknowledgement.http.DevicePositionsEndpoint;
import io.heliograph.delivery.acknowledgement.postgres.DevicePositions;
import io.heliograph.delivery.api.Credential;
import io.heliograph.delivery.api.http.InternalApi;
import io.heliograph.delivery.catchup.http.CatchUpEndpoints;
import io.heliograph.delivery.catchup.postgres.CatchUpReader;
import io.heliograph.delivery.catchup.postgres.HistoryReader;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.epoch.http.EpochsEndpoint;
import io.heliograph.delivery.epoch.postgres.EpochTable;
import io.heliograph.delivery.routing.ChannelRouter;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;

/** Puts the internal interface on Quarkus' HTTP server. */
@Singleton
class HttpApi {
    /** A thousand channels with positions and users, at their longest. */
    private static final long MAX_BODY_BYTES = 512 * 1024;

    private final Credential credential;
    private final DependencyStates dependencies;
    private final CatchUpReader catchUp;
    private final HistoryReader history;
    private final DevicePositions positions;
    private final EpochTable epochs;
    private final ChannelRouter publicationRouter;

    HttpApi(
            Credential credential,
            DependencyStates dependencies,
            CatchUpReader catchUp,
            HistoryReader history,
            DevicePositions positions,
            EpochTable epochs,
            ChannelRouter publicationRouter) {
        this.credential = credential;
        this.dependencies = dependencies;
        this.catchUp = catchUp;
        this.history = history;
        this.positions = positions;
        this.epochs = epochs;
        this.publicationRouter = publicationRouter;
    }

    void register(@Observes Router router) {
        var api = new InternalApi(
                router, credential, MAX_BODY_BYTES, Executors.newVirtualThreadPerTaskExecutor(), dependencies);
        new CatchUpEndpoints(catchUp, history).register(api);
        new DevicePositionsEndpoint(positions).register(api);
        new EpochsEndpoint(epochs, publicationRouter::epochsChanged).register(api);
    }
}
