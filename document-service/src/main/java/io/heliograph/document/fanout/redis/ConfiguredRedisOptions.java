package io.heliograph.document.fanout.redis;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the options that Quarkus makes of {@code quarkus.redis.*}, so that each link can have a client of its own. A pooled connection on which nothing is
 * answered cannot be closed, only given back to its pool, from which the next session would get it again; a client closes its sockets.
 */
@Singleton
public final class ConfiguredRedisOptions implements RedisOptionsCustomizer {
    private @Nullable RedisOptions options;

    @Override
    public void customize(String clientName, RedisOptions configured) {
        options = new RedisOptions(configured);
    }

    /** To be asked when Quarkus has made its client. */
    public RedisOptions known() {
        RedisOptions known = options;
        if (known == null) {
            throw new IllegalStateException("Quarkus has made no Redis client yet");
        }
        return known;
    }
}
