package io.heliograph.gateway.signal.redis;

import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.registry.StateField;
import io.heliograph.contracts.wire.PodMessage;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the fields of {@code latest:<channel>}. One that cannot be read is left out; the log tells of the first only, as it is read again and again. Confined to one thread. */
final class StateFields {
    private static final Logger LOG = Logger.getLogger(StateFields.class);

    private boolean unreadableLogged;

    List<PodMessage.State> decode(@Nullable Response fields) {
        List<PodMessage.State> states = new ArrayList<>();
        if (fields == null) {
            return states;
        }
        for (String key : fields.getKeys()) {
            if (!key.equals(RedisKey.HIGHEST_VERSION)) {
                try {
                    states.add(StateField.decode(fields.get(key).toBytes()));
                } catch (IllegalArgumentException e) {
                    logOnce(e);
                }
            }
        }
        return states;
    }

    private void logOnce(IllegalArgumentException cause) {
        if (!unreadableLogged) {
            unreadableLogged = true;
            LOG.errorf(
                    "state.unreadable cause=%s: delivery-store and this gateway differ in version", cause.getMessage());
        }
    }
}
