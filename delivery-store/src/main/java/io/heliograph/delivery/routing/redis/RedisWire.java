package io.heliograph.delivery.routing.redis;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.redis.RedisPipeline;
import io.heliograph.delivery.routing.Wire;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The wire in Redis. */
public final class RedisWire implements Wire {
    private final RedisPipeline redis;

    public RedisWire(RedisPipeline redis) {
        this.redis = redis;
    }

    @Override
    public Map<ChannelName, List<String>> routes(Collection<ChannelName> channels) {
        List<ChannelName> asked = List.copyOf(channels);
        List<Response> answers = redis.run(asked.stream()
                .map(channel -> Request.cmd(Command.HKEYS).arg(RedisKey.route(channel)))
                .toList());
        Map<ChannelName, List<String>> routes = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            List<String> pods = StreamSupport.stream(answers.get(i).spliterator(), false)
                    .map(Response::toString)
                    .toList();
            if (!pods.isEmpty()) {
                routes.put(asked.get(i), pods);
            }
        }
        return routes;
    }

    @Override
    public Set<String> publish(Map<String, byte[]> messages) {
        List<String> targets = List.copyOf(messages.keySet());
        List<Future<Response>> answers;
        try {
            answers = redis.send(messages.entrySet().stream()
                    .map(message ->
                            Request.cmd(Command.PUBLISH).arg(message.getKey()).arg(Buffer.buffer(message.getValue())))
                    .toList());
        } catch (DependencyException e) {
            return Set.copyOf(targets);
        }
        try {
            redis.await(Future.join(answers));
            return Set.of();
        } catch (DependencyException e) {
            Set<String> failed = new HashSet<>();
            for (int i = 0; i < targets.size(); i++) {
                if (!answers.get(i).succeeded()) {
                    failed.add(targets.get(i));
                }
            }
            return failed;
        }
    }

    @Override
    public void probe() {
        redis.giveUp();
        var _ = redis.run(List.of(Request.cmd(Command.PING)));
    }
}
