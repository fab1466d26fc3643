package io.heliograph.delivery.signal.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.registry.StateField;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.dependency.DependencyException;
import io.heliograph.delivery.dependency.redis.RedisPipeline;
import io.heliograph.delivery.signal.LatestStore;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Latest values in Redis, a hash per channel, put by a script that has only that key. The marks are keys of delivery-store alone: {@code signals:<partition>}. */
public final class RedisLatestStore implements LatestStore {
    private static final Duration TIME_TO_LIVE = Duration.ofDays(30);
    private static final String STALE = "stale";
    private static final String FULL = "full";
    /** What waits for an answer on the one connection is bounded by this many batches ({@code quarkus.redis.max-waiting-handlers}). */
    private static final int MAX_CONCURRENT = 8;

    private static final RedisScript PUT = RedisScript.load("/redis/put-latest.lua");
    private static final RedisScript MOVE_MARK = RedisScript.load("/redis/move-mark.lua");

    private final RedisPipeline redis;
    private final Semaphore turns = new Semaphore(MAX_CONCURRENT, true);

    public RedisLatestStore(RedisPipeline redis) {
        this.redis = redis;
    }

    @Override
    public Result put(List<PodMessage.State> states, MarkMove move) {
        turns.acquireUninterruptibly();
        try {
            return put(states, move, RedisScript::byHash);
        } catch (DependencyException e) {
            if (RedisScript.isUnknown(e)) {
                return put(states, move, RedisScript::byText); // Redis knows it from then on
            }
            throw e;
        } finally {
            turns.release();
        }
    }

    @Override
    public Optional<Version> mark(TopicPartition partition) {
        Response answer =
                redis.run(List.of(Request.cmd(Command.GET).arg(key(partition)))).getFirst();
        return Optional.ofNullable(answer).map(mark -> Version.parse(mark.toString()));
    }

    private Result put(List<PodMessage.State> states, MarkMove move, Function<RedisScript, Request> call) {
        List<Request> commands = new ArrayList<>();
        for (PodMessage.State state : states) {
            commands.add(call.apply(PUT)
                    .arg(1)
                    .arg(RedisKey.latest(state.channel()))
                    .arg(Buffer.buffer(state.key().getBytes(UTF_8)))
                    .arg(state.version().toString())
                    .arg(Buffer.buffer(StateField.encode(state)))
                    .arg(state.isRemoved() ? 1 : 0)
                    .arg(ProtocolLimits.MAX_STATE_KEYS)
                    .arg(TIME_TO_LIVE.toSeconds()));
        }
        commands.add(call.apply(MOVE_MARK)
                .arg(1)
                .arg(key(move.partition()))
                .arg(move.from().map(Version::toString).orElse(""))
                .arg(move.to().toString()));
        List<Response> answers = redis.run(commands);
        List<Outcome> outcomes = answers.subList(0, states.size()).stream()
                .map(RedisLatestStore::outcome)
                .toList();
        return new Result(outcomes, answers.getLast().toInteger() == 1);
    }

    private static Outcome outcome(Response answer) {
        String text = answer.toString();
        return switch (text) {
            case STALE -> new Outcome.Stale();
            case FULL -> new Outcome.Full();
            default -> new Outcome.Put(previous(text));
        };
    }

    private static @Nullable Version previous(String text) {
        return text.isEmpty() ? null : Version.parse(text);
    }

    private static String key(TopicPartition partition) {
        return "signals:" + partition.partition();
    }
}
