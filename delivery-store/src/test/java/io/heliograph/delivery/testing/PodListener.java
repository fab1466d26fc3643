package io.heliograph.delivery.testing;

import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Listens where a gateway would. */
public final class PodListener implements AutoCloseable {
    private final RedisConnection connection;
    private final List<PodMessage> received = new CopyOnWriteArrayList<>();

    private PodListener(RedisConnection connection) {
        this.connection = connection;
    }

    /** Returns once it is subscribed. */
    public static PodListener open(Redis redis, String pubSubChannel) throws Exception {
        var listener = new PodListener(
                redis.connect().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS));
        listener.connection.handler(message -> {
            if (message.size() == 3 && message.get(0).toString().equals("message")) {
                listener.received.addAll(PodBatchCodec.decode(message.get(2).toBytes()));
            }
        });
        listener.connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(pubSubChannel))
                .toCompletionStage()
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
        return listener;
    }

    /** After a restart the first connection of the pool may be one to the server that was. */
    public static PodListener openPatiently(Redis redis, String pubSubChannel) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> open(redis, pubSubChannel), _ -> true);
    }

    public List<PodMessage> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        connection.close();
    }
}
