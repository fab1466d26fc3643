package io.heliograph.gateway.signal.redis;

import io.heliograph.gateway.routing.RegistryUnavailableException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands in the order in which they come, as a batch those that came while the one before was under way: one of the pool's connections is enough, however
 * many ask. Beyond a bound commands are refused. Confined to its context.
 */
final class RedisPipeline {
    static final int MAX_COMMANDS = 500;
    static final int MAX_WAITING = 10_000;
    private static final long TIMEOUT_MILLIS = 2_000;

    private final Redis redis;
    private final Context context;
    private final Queue<Sending> waiting = new ArrayDeque<>();
    private boolean busy;

    private record Sending(Request request, Promise<@Nullable Response> answer) {}

    RedisPipeline(Redis redis, Context context) {
        this.redis = redis;
        this.context = context;
    }

    Future<@Nullable Response> send(Request request) {
        if (waiting.size() == MAX_WAITING) {
            return Future.failedFuture(new RegistryUnavailableException("too many commands wait for Redis"));
        }
        Promise<@Nullable Response> answer = Promise.promise();
        waiting.add(new Sending(request, answer));
        if (!busy) {
            busy = true;
            // What is sent in the same turn goes together.
            context.runOnContext(_ -> sendNext());
        }
        return answer.future();
    }

    private void sendNext() {
        List<Sending> batch = new ArrayList<>();
        while (batch.size() < MAX_COMMANDS && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        redis.batch(batch.stream().map(Sending::request).toList())
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .onComplete(answers -> context.runOnContext(_ -> onAnswers(batch, answers)));
    }

    private void onAnswers(List<Sending> batch, AsyncResult<List<Response>> answers) {
        for (int i = 0; i < batch.size(); i++) {
            if (answers.succeeded()) {
                batch.get(i).answer().complete(answers.result().get(i));
            } else {
                batch.get(i).answer().fail(answers.cause());
            }
        }
        busy = !waiting.isEmpty();
        if (busy) {
            sendNext();
        }
    }
}
