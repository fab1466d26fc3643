package io.heliograph.delivery.routing.redis;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.routing.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Redis over one connection, on which commands are pipelined: they are all written before the first answer is waited for. Each command has one key, so that a cluster works too. After
 * anything failed it is given back to the client, which closes connections from which nothing was read for a while ({@code quarkus.redis.tcp.read-idle-timeout}).
 */
public final class RedisWire implements Wire {
    private final Redis redis;
    private final Duration timeout;
    private final AtomicReference<@Nullable RedisConnection> connection = new AtomicReference<>();

    /** @param timeout for one pipeline as a whole */
    public RedisWire(Redis redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    @Override
    public Map<ChannelName, List<String>> routes(Collection<ChannelName> channels) {
        RedisConnection open = connected();
        Map<ChannelName, Future<Response>> answers = new LinkedHashMap<>();
        for (ChannelName channel : channels) {
            answers.put(channel, open.send(Request.cmd(Command.HKEYS).arg(RedisKey.route(channel))));
        }
        await(Future.all(List.copyOf(answers.values())));
        Map<ChannelName, List<String>> routes = new LinkedHashMap<>();
        answers.forEach((channel, answer) -> {
            List<String> pods = StreamSupport.stream(answer.result().spliterator(), false)
                    .map(Response::toString)
                    .toList();
            if (!pods.isEmpty()) {
                routes.put(channel, pods);
            }
        });
        return routes;
    }

    @Override
    public Set<String> publish(Map<String, byte[]> messages) {
        RedisConnection open;
        try {
            open = connected();
        } catch (DependencyException e) {
            return Set.copyOf(messages.keySet());
        }
        Map<String, Future<Response>> answers = new LinkedHashMap<>();
        messages.forEach((target, message) -> answers.put(
                target, open.send(Request.cmd(Command.PUBLISH).arg(target).arg(Buffer.buffer(message)))));
        try {
            await(Future.join(List.copyOf(answers.values())));
            return Set.of();
        } catch (DependencyException e) {
            Set<String> failed = new HashSet<>();
            answers.forEach((target, answer) -> {
                if (!answer.succeeded()) {
                    failed.add(target);
                }
            });
            return failed;
        }
    }

    @Override
    public void probe() {
        giveUp();
        await(connected().send(Request.cmd(Command.PING)));
    }

    private RedisConnection connected() {
        RedisConnection open = connection.get();
        if (open == null) {
            RedisConnection made = await(redis.connect());
            // Closed from elsewhere, as for being idle: the next command opens another.
            made.endHandler(_ -> connection.compareAndSet(made, null));
            connection.set(made);
            return made;
        }
        return open;
    }

    private <T> T await(Future<T> answer) {
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

    private void giveUp() {
        RedisConnection open = connection.getAndSet(null);
        if (open != null) {
            open.close();
        }
    }
}
