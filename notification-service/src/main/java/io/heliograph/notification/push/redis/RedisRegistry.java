package io.heliograph.notification.push.redis;

import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.notification.push.Registry;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads when the registry was first written, by Redis' own clock. Safe for concurrent use. */
public final class RedisRegistry implements Registry {
    private final Redis redis;
    private final Duration youngFor;
    private final Duration timeout;

    /** @param youngFor how long it must have been there */
    public RedisRegistry(Redis redis, Duration youngFor, Duration timeout) {
        this.redis = redis;
        this.youngFor = youngFor;
        this.timeout = timeout;
    }

    @Override
    public boolean isSettled() {
        Future<Response> written = redis.send(Request.cmd(Command.GET).arg(RedisKey.REGISTRY));
        Future<Response> time = redis.send(Request.cmd(Command.TIME));
        try {
            Future.all(written, time)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return isSettled(written.result(), time.result());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }

    private boolean isSettled(@Nullable Response written, Response time) {
        if (written == null) {
            return false;
        }
        long nowMillis = TimeUnit.SECONDS.toMillis(time.get(0).toLong())
                + TimeUnit.MICROSECONDS.toMillis(time.get(1).toLong());
        try {
            return nowMillis - Long.parseLong(written.toString()) >= youngFor.toMillis();
        } catch (NumberFormatException _) {
            return false; // no gateway wrote it
        }
    }
}
