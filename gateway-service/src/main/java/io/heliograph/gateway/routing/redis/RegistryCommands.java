package io.heliograph.gateway.routing.redis;

import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.gateway.routing.FieldValue;
import io.heliograph.gateway.routing.HashField;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.RegistryBook.Write;
import io.heliograph.gateway.routing.RouteSweep.Removal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.List;

/** The commands of the registry, one key each. */
final class RegistryCommands {
    /** Removes a field if it still has the value that was read. */
    private static final String COMPARE_AND_DELETE =
            "if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then return redis.call('HDEL', KEYS[1], ARGV[1]) end return 0";

    private RegistryCommands() {}

    static Request time() {
        return Request.cmd(Command.TIME);
    }

    static Request registryIfAbsent(long redisMillis) {
        return Request.cmd(Command.SET).arg(RedisKey.REGISTRY).arg(redisMillis).arg("NX");
    }

    static Request readRegistry() {
        return Request.cmd(Command.GET).arg(RedisKey.REGISTRY);
    }

    static Request takeLease(PodId pod, long redisMillis, Duration lease) {
        return Request.cmd(Command.SET)
                .arg(RedisKey.pod(pod.value()))
                .arg(redisMillis)
                .arg("PX")
                .arg(lease.toMillis());
    }

    /** Answered by null when the lease has vanished. */
    static Request renewLease(PodId pod, long redisMillis, Duration lease) {
        return takeLease(pod, redisMillis, lease).arg("XX");
    }

    static Request endLease(PodId pod) {
        return Request.cmd(Command.DEL).arg(RedisKey.pod(pod.value()));
    }

    static Request hasLease(String pod) {
        return Request.cmd(Command.EXISTS).arg(RedisKey.pod(pod));
    }

    static Request readHash(String key) {
        return Request.cmd(Command.HGETALL).arg(key);
    }

    static Request remove(Removal removal) {
        return Request.cmd(Command.EVAL)
                .arg(COMPARE_AND_DELETE)
                .arg(1)
                .arg(removal.key())
                .arg(removal.pod())
                .arg(removal.since());
    }

    /** One or two commands. */
    static List<Request> write(Write write, long redisMillis) {
        HashField field = write.field();
        if (write.value().isEmpty()) {
            return List.of(Request.cmd(Command.HDEL).arg(field.key()).arg(field.field()));
        }
        FieldValue value = write.value().get();
        String text = value.text();
        return List.of(
                Request.cmd(Command.HSET)
                        .arg(field.key())
                        .arg(field.field())
                        .arg(text == null ? Long.toString(redisMillis) : text),
                Request.cmd(Command.EXPIRE).arg(field.key()).arg(value.keyTtl().toSeconds()));
    }
}
