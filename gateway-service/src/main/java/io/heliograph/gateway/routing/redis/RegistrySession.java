package io.heliograph.gateway.routing.redis;

import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.gateway.routing.PodId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One life of the two connections to Redis. It ends as a whole, when either connection ends or an answer does not come in time; it is never mended, a new one is opened.
 * Confined to the context on which it was opened.
 */
final class RegistrySession {
    /** Longer than Redis ever thinks about one of these commands; an answer that is not there by then will not come. */
    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final int CONNECTIONS = 2;
    private static final int MAX_UNANSWERED = 8 * 1024;
    private static final int SUBSCRIPTIONS = 2;

    private final Redis client;
    private final Runnable onEnd;
    private final Promise<Void> subscribed = Promise.promise();
    private @Nullable RedisConnection commands;
    private int confirmedSubscriptions;
    private boolean ended;

    private RegistrySession(Redis client, Runnable onEnd) {
        this.client = client;
        this.onEnd = onEnd;
    }

    /**
     * Opens both connections and subscribes to what is for this pod.
     *
     * @param onMessage is given the bytes of each message
     * @param onEnd is called at most once, and not after {@link #close()}
     */
    static Future<RegistrySession> open(
            Vertx vertx, RedisOptions options, PodId pod, Consumer<byte[]> onMessage, Runnable onEnd) {
        Redis client = Redis.createClient(
                vertx,
                new RedisOptions(options)
                        .setMaxPoolSize(CONNECTIONS)
                        .setMaxPoolWaiting(CONNECTIONS)
                        .setMaxWaitingHandlers(MAX_UNANSWERED));
        var session = new RegistrySession(client, onEnd);
        return client.connect()
                .compose(commands -> {
                    session.commands = session.watched(commands);
                    return client.connect();
                })
                .compose(messages -> session.subscribe(session.watched(messages), pod, onMessage))
                .map(session)
                .timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> session.close());
    }

    boolean isEnded() {
        return ended;
    }

    /** Fails when Redis refuses it; when no answer comes the session ends, too. */
    Future<@Nullable Response> send(Request command) {
        return answered(commands().send(command));
    }

    /** The answers in order; fails as a whole when Redis refuses one of the commands. */
    Future<List<Response>> batch(List<Request> batch) {
        return batch.isEmpty()
                ? Future.succeededFuture(List.of())
                : answered(commands().batch(batch));
    }

    void close() {
        ended = true;
        client.close();
    }

    private <T> Future<T> answered(Future<T> answer) {
        Promise<T> inTime = Promise.promise();
        answer.timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).onComplete(result -> {
            if (result.failed() && !answer.isComplete()) {
                end();
            }
            inTime.handle(result);
        });
        return inTime.future();
    }

    private RedisConnection commands() {
        RedisConnection open = commands;
        if (open == null) {
            throw new IllegalStateException("a session has its connections once it is open");
        }
        return open;
    }

    private Future<Void> subscribe(RedisConnection messages, PodId pod, Consumer<byte[]> onMessage) {
        messages.handler(message -> onPush(message, onMessage));
        return messages.send(Request.cmd(Command.SUBSCRIBE)
                        .arg(RedisKey.pod(pod.value()))
                        .arg(RedisKey.ALL_PODS))
                .compose(_ -> subscribed.future());
    }

    private void onPush(Response message, Consumer<byte[]> onMessage) {
        String kind = message.get(0).toString();
        if (kind.equals("message")) {
            onMessage.accept(message.get(2).toBytes());
        } else if (kind.equals("subscribe") && ++confirmedSubscriptions == SUBSCRIPTIONS) {
            subscribed.complete();
        }
    }

    private RedisConnection watched(RedisConnection connection) {
        return connection.endHandler(_ -> end()).exceptionHandler(_ -> end());
    }

    private void end() {
        if (!ended) {
            close();
            onEnd.run();
        }
    }
}
