package io.heliograph.document.membership.redis;

import io.heliograph.contracts.registry.RedisKey;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The lease of this process, docs/architecture.md §3.2: as long as it is there, so are the members that this process told of. Blocks; confined to one thread at a time. */
public final class PodLease {
    /** How often it is to be renewed. */
    public static final Duration RENEWAL = Duration.ofSeconds(5);

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final RedisOptions options;
    private final String key;
    private @Nullable Redis client;

    public PodLease(Vertx vertx, RedisOptions options, String pod) {
        this.vertx = vertx;
        this.options = new RedisOptions(options).setMaxPoolSize(1).setPoolName("lease");
        key = RedisKey.pod(pod);
    }

    /**
     * Renews the lease, or takes it when there is none.
     *
     * @return whether it was taken: others may have taken this process for gone
     * @throws RegistryAwayException when Redis does not answer
     */
    public boolean renew() {
        Response renewed = send(Request.cmd(Command.PEXPIRE).arg(key).arg(LEASE.toMillis()));
        if (renewed != null && renewed.toInteger() == 1) {
            return false;
        }
        take();
        return true;
    }

    /** The registry's age comes first: a lease in a registry of unknown age would count too early. */
    private void take() {
        long redisMillis = time();
        send(Request.cmd(Command.SET).arg(RedisKey.REGISTRY).arg(redisMillis).arg("NX"));
        send(Request.cmd(Command.SET).arg(key).arg(redisMillis).arg("PX").arg(LEASE.toMillis()));
    }

    private long time() {
        Response time = send(Request.cmd(Command.TIME));
        if (time == null) {
            throw new IllegalStateException("Redis must tell the time, has told nothing");
        }
        return TimeUnit.SECONDS.toMillis(time.get(0).toLong())
                + TimeUnit.MICROSECONDS.toMillis(time.get(1).toLong());
    }

    /**
     * Gives the lease up, and what it takes to renew it.
     *
     * @throws RegistryAwayException when Redis does not answer: then the lease expires
     */
    public void end() {
        send(Request.cmd(Command.DEL).arg(key));
        giveUp();
    }

    private @Nullable Response send(Request request) {
        Redis open = client;
        if (open == null) {
            open = Redis.createClient(vertx, options);
            client = open;
        }
        try {
            Future<@Nullable Response> answer = open.send(request);
            return answer.toCompletionStage().toCompletableFuture().get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            giveUp();
            throw new RegistryAwayException(e);
        } catch (InterruptedException e) {
            giveUp();
            Thread.currentThread().interrupt();
            throw new RegistryAwayException(e);
        }
    }

    /** A connection on which nothing is answered would come back from its pool. */
    private void giveUp() {
        Redis open = client;
        client = null;
        if (open != null) {
            open.close();
        }
    }

    /** Redis does not answer. */
    public static final class RegistryAwayException extends RuntimeException {
        RegistryAwayException(Throwable cause) {
            super("the registry did not answer", cause);
        }
    }
}
