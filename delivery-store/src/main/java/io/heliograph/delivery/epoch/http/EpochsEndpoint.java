package io.heliograph.delivery.epoch.http;

import io.heliograph.contracts.store.StorePath;
import io.heliograph.delivery.api.http.InternalApi;
import io.heliograph.delivery.epoch.postgres.EpochTable;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jboss.logging.Logger;

/** {@link StorePath#NEW_EPOCHS}. */
public final class EpochsEndpoint {
    private static final Logger LOG = Logger.getLogger(EpochsEndpoint.class);

    private final EpochTable epochs;
    private final Runnable changed;

    /** @param changed has the gateways compare, so that subscribers hear of it within seconds */
    public EpochsEndpoint(EpochTable epochs, Runnable changed) {
        this.epochs = epochs;
        this.changed = changed;
    }

    public void register(InternalApi api) {
        api.route(HttpMethod.POST, StorePath.NEW_EPOCHS, this::draw);
    }

    private InternalApi.Reply draw(RoutingContext context) {
        int channels = epochs.drawAll();
        changed.run();
        LOG.warnf("epochs.drawn channels=%d", channels);
        return InternalApi.Reply.json(Map.of("channels", channels));
    }
}
