package io.heliograph.gateway.signal.redis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.registry.StateField;
import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.signal.PodWire;
import io.heliograph.gateway.signal.StateStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** States and the way to other pods, over Redis. One key per command, so that a cluster works as well. */
@Singleton
final class RedisSignals implements StateStore, PodWire {
    private static final Logger LOG = Logger.getLogger(RedisSignals.class);
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long TIMEOUT_MILLIS = 2_000;

    private final Redis redis;

    @Inject
    RedisSignals(Redis redis) {
        this.redis = redis;
    }

    @Override
    public CompletionStage<List<PodMessage.State>> read(ChannelName channel) {
        return send(Request.cmd(Command.HGETALL).arg(RedisKey.latest(channel)))
                .map(fields -> states(channel, fields))
                .toCompletionStage();
    }

    private static List<PodMessage.State> states(ChannelName channel, @Nullable Response fields) {
        List<PodMessage.State> states = new ArrayList<>();
        if (fields == null) {
            return states;
        }
        for (String key : fields.getKeys()) {
            if (!key.equals(RedisKey.HIGHEST_VERSION)) {
                try {
                    states.add(StateField.decode(fields.get(key).toBytes()));
                } catch (IllegalArgumentException e) {
                    LOG.errorf("state.unreadable channel=%s cause=%s", channel, e.getMessage());
                }
            }
        }
        return states;
    }

    @Override
    public CompletionStage<Map<ChannelName, Version>> highest(Collection<ChannelName> channels) {
        List<ChannelName> asked = List.copyOf(channels);
        List<Request> requests = asked.stream()
                .map(channel ->
                        Request.cmd(Command.HGET).arg(RedisKey.latest(channel)).arg(RedisKey.HIGHEST_VERSION))
                .toList();
        return redis.batch(requests)
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .map(answers -> {
                    Map<ChannelName, Version> highest = new HashMap<>();
                    for (int i = 0; i < asked.size(); i++) {
                        Response version = answers.get(i);
                        if (version != null) {
                            highest.put(asked.get(i), Version.parse(version.toString()));
                        }
                    }
                    return highest;
                })
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> publish(PodMessage.Transient signal) {
        return send(Request.cmd(Command.HKEYS).arg(RedisKey.route(signal.channel())))
                .compose(pods -> {
                    byte[] batch = PodBatchCodec.encode(List.of(signal));
                    List<Request> requests = new ArrayList<>();
                    if (pods != null) {
                        pods.forEach(pod -> requests.add(toPod(pod.toString(), batch)));
                    }
                    return requests.isEmpty()
                            ? Future.<Void>succeededFuture()
                            : redis.batch(requests)
                                    .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                                    .<Void>mapEmpty();
                })
                .toCompletionStage();
    }

    @Override
    public CompletionStage<Void> close(String user, @Nullable String device, String connection, CloseCode code) {
        return send(Request.cmd(Command.HGET).arg(RedisKey.connections(user)).arg(connection))
                .compose(entry -> {
                    String pod = entry == null ? null : podOf(entry.toString(), device);
                    if (pod == null) {
                        return Future.<Void>succeededFuture();
                    }
                    var close = new PodMessage.CloseConnection(user, connection, code.number());
                    return send(toPod(pod, PodBatchCodec.encode(List.of(close))))
                            .<Void>mapEmpty();
                })
                .toCompletionStage();
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

    private Future<@Nullable Response> send(Request request) {
        return redis.send(request).timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }
}
