package io.heliograph.delivery.acknowledgement.http;

import io.heliograph.contracts.store.StorePath;
import io.heliograph.delivery.acknowledgement.postgres.DevicePositions;
import io.heliograph.delivery.api.http.InternalApi;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.TreeMap;

/** {@link StorePath#DEVICE_POSITIONS}. */
public final class DevicePositionsEndpoint {
    private final DevicePositions positions;

    public DevicePositionsEndpoint(DevicePositions positions) {
        this.positions = positions;
    }

    public void register(InternalApi api) {
        api.route(HttpMethod.GET, StorePath.DEVICE_POSITIONS, this::read);
    }

    private InternalApi.Reply read(RoutingContext context) {
        Map<String, String> acknowledged = new TreeMap<>();
        positions
                .of(context.pathParam("user"), context.pathParam("device"))
                .forEach((channel, position) -> acknowledged.put(channel.value(), position.toString()));
        return InternalApi.Reply.json(Map.of("positions", acknowledged));
    }
}
