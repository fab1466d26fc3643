package io.heliograph.delivery.dependency.redis;

import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Redis over one connection, on which commands are pipelined: they are all written before the first answer is waited for. Each command has one key, so that a cluster works too. After
 * anything failed it is given back to the client, which closes connections from which nothing was read for a while ({@code quarkus.redis.tcp.read-idle-timeout}). Only for threads that may
 * block; safe for concurrent use, though a failure of one is one of all that are under way.
 */
public final class RedisPipeline {
    private final Redis redis;
    private final Duration timeout;
    private final AtomicReference<@Nullable RedisConnection> connection = new AtomicReference<>();
    private final ReentrantLock connecting = new ReentrantLock();

    /** @param timeout for one pipeline as a whole */
    public RedisPipeline(Redis redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /** The answers of commands, in their order. @throws DependencyException when one of them failed, or may have */
    public List<Response> run(List<Request> commands) {
        List<Future<Response>> answers = send(commands);
        await(Future.all(answers));
        return answers.stream().map(Future::result).toList();
    }

    /** Writes them, and does not wait. @throws DependencyException when there is no connection */
    public List<Future<Response>> send(List<Request> commands) {
        RedisConnection open = connected();
        return commands.stream().map(open::send).toList();
    }

    /** @throws DependencyException when it failed, or took too long; the next command opens another connection */
    public <T> T await(Future<T> answer) {
        try {
            return answer.toCompletionStage().toCompletableFuture().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            giveUp();
            throw new DependencyException(Dependency.REDIS, e);
        } catch (ExecutionException e) {
            giveUp();
            throw DependencyException.unwrapped(Dependency.REDIS, e);
        } catch (TimeoutException e) {
            giveUp();
            throw new DependencyException(Dependency.REDIS, e);
        }
    }

    /** The next command opens another connection. */
    public void giveUp() {
        RedisConnection open = connection.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }

    private RedisConnection connected() {
        RedisConnection open = connection.get();
        return open == null ? connect() : open;
    }

    private RedisConnection connect() {
        connecting.lock();
        try {
            RedisConnection open = connection.get();
            if (open != null) {
                return open;
            }
            RedisConnection made = await(redis.connect());
            // Closed from elsewhere, as for being idle: the next command opens another.
            made.endHandler(_ -> connection.compareAndSet(made, null));
            connection.set(made);
            return made;
        } finally {
            connecting.unlock();
        }
    }
}
