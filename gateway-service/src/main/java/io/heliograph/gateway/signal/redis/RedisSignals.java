package io.heliograph.gateway.signal.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.signal.PodWire;
import io.heliograph.gateway.signal.StateReads;
import io.heliograph.gateway.signal.StateStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * States and the way to other pods, over one Redis: what is asked together is sent together, and such a batch may not span the slots of a cluster. States have a
 * pipeline of their own, because their answers may be large. Works on one event loop.
 */
@Singleton
final class RedisSignals implements StateStore, PodWire {
    private static final Logger LOG = Logger.getLogger(RedisSignals.class);
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Context context;
    private final String ownPod;
    private final RedisPipeline statePipeline;
    private final RedisPipeline podPipeline;
    private final StateReads reads;
    private final StateFields fields = new StateFields();
    private final PodRoutes routes = new PodRoutes();

    @Inject
    RedisSignals(Vertx vertx, Redis redis, PodId pod) {
        context = vertx.getOrCreateContext();
        ownPod = pod.value();
        statePipeline = new RedisPipeline(redis, context);
        podPipeline = new RedisPipeline(redis, context);
        reads = new StateReads(
                this::readAll,
                (delay, task) -> vertx.setTimer(delay.toMillis(), _ -> context.runOnContext(_ -> task.run())));
    }

    @Override
    public CompletionStage<List<PodMessage.State>> read(ChannelName channel) {
        return onContext(() -> reads.read(channel));
    }

    private CompletionStage<List<List<PodMessage.State>>> readAll(List<ChannelName> channels) {
        List<Future<@Nullable Response>> answers = channels.stream()
                .map(channel -> statePipeline.send(Request.cmd(Command.HGETALL).arg(RedisKey.latest(channel))))
                .toList();
        return Future.join(answers)
                .map(_ -> answers.stream()
                        .map(answer -> fields.decode(answer.result()))
                        .toList())
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Map<ChannelName, Version>> highest(Collection<ChannelName> channels) {
        List<ChannelName> asked = List.copyOf(channels);
        return onContext(() -> {
            List<Future<@Nullable Response>> answers = asked.stream()
                    .map(channel -> statePipeline.send(Request.cmd(Command.HGET)
                            .arg(RedisKey.latest(channel))
                            .arg(RedisKey.HIGHEST_VERSION)))
                    .toList();
            return Future.join(answers)
                    .map(_ -> {
                        Map<ChannelName, Version> highest = new HashMap<>();
                        for (int i = 0; i < asked.size(); i++) {
                            Response version = answers.get(i).result();
                            if (version != null) {
                                highest.put(asked.get(i), Version.parse(version.toString()));
                            }
                        }
                        return highest;
                    })
                    .toCompletionStage();
        });
    }

    @Override
    public CompletionStage<Void> publish(PodMessage.Transient signal) {
        return onContext(() -> otherPods(signal.channel())
                .compose(pods -> {
                    byte[] batch = PodBatchCodec.encode(List.of(signal));
                    return Future.join(pods.stream()
                                    .map(pod -> podPipeline.send(toPod(pod, batch)))
                                    .toList())
                            .<Void>mapEmpty();
                })
                .toCompletionStage());
    }

    private Future<List<String>> otherPods(ChannelName channel) {
        List<String> known = routes.find(channel, System.nanoTime());
        if (known != null) {
            return Future.succeededFuture(known);
        }
        return podPipeline
                .send(Request.cmd(Command.HKEYS).arg(RedisKey.route(channel)))
                .map(answer -> {
                    List<String> pods = answer == null
                            ? List.of()
                            : StreamSupport.stream(answer.spliterator(), false)
                                    .map(Response::toString)
                                    .filter(pod -> !pod.equals(ownPod))
                                    .toList();
                    routes.put(channel, pods, System.nanoTime());
                    return pods;
                });
    }

    @Override
    public CompletionStage<Void> close(String user, @Nullable String device, String connection, CloseCode code) {
        return onContext(() -> podPipeline
                .send(Request.cmd(Command.HGET).arg(RedisKey.connections(user)).arg(connection))
                .compose(entry -> {
                    String pod = entry == null ? null : podOf(entry.toString(), device);
                    if (pod == null) {
                        return Future.<Void>succeededFuture();
                    }
                    var close = new PodMessage.CloseConnection(user, connection, code.number());
                    return podPipeline
                            .send(toPod(pod, PodBatchCodec.encode(List.of(close))))
                            .<Void>mapEmpty();
                })
                .toCompletionStage());
    }

    /** Null when the connection is another device's. */
    private static @Nullable String podOf(String entry, @Nullable String device) {
        try {
            JsonNode members = MAPPER.readTree(entry);
            return Objects.equals(members.path("device").textValue(), device)
                    ? members.path("pod").textValue()
                    : null;
        } catch (IOException e) {
            LOG.errorf("connections.unreadable cause=%s", e.getMessage());
            return null;
        }
    }

    private static Request toPod(String pod, byte[] batch) {
        return Request.cmd(Command.PUBLISH).arg(RedisKey.pod(pod)).arg(Buffer.buffer(batch));
    }

    private <T> CompletionStage<T> onContext(Supplier<CompletionStage<T>> work) {
        var answer = new CompletableFuture<T>();
        context.runOnContext(_ -> work.get().whenComplete((result, failure) -> {
            if (failure == null) {
                answer.complete(result);
            } else {
                answer.completeExceptionally(failure);
            }
        }));
        return answer;
    }
}
