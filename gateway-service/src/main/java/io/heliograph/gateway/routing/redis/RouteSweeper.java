package io.heliograph.gateway.routing.redis;

import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.RouteSweep;
import io.heliograph.gateway.routing.RouteSweep.Removal;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Removes the routes of pods without a lease from the channels that this pod serves, some at a time. Confined to the session's context. */
final class RouteSweeper {
    private static final int KEYS_AT_A_TIME = 500;
    private static final long PAUSE_MILLIS = 50;

    private final Vertx vertx;
    private final PodId pod;
    private final LongSupplier redisMillis;

    RouteSweeper(Vertx vertx, PodId pod, LongSupplier redisMillis) {
        this.vertx = vertx;
        this.pod = pod;
        this.redisMillis = redisMillis;
    }

    /** @return how many routes were removed; fails with the session */
    Future<Integer> sweep(RegistrySession session, List<String> routeKeys) {
        return sweepFrom(session, routeKeys, 0, 0);
    }

    private Future<Integer> sweepFrom(RegistrySession session, List<String> keys, int start, int removed) {
        if (start >= keys.size()) {
            return Future.succeededFuture(removed);
        }
        List<String> some = keys.subList(start, Math.min(keys.size(), start + KEYS_AT_A_TIME));
        return sweepSome(session, some)
                .compose(newlyRemoved -> pause().map(newlyRemoved))
                .compose(newlyRemoved -> sweepFrom(session, keys, start + some.size(), removed + newlyRemoved));
    }

    private Future<Integer> sweepSome(RegistrySession session, List<String> keys) {
        return routes(session, keys)
                .compose(routes -> alive(session, routes)
                        .compose(
                                alive -> registryAge(session).map(age -> RouteSweep.removals(pod, routes, alive, age))))
                .compose(removals -> remove(session, removals));
    }

    private static Future<Map<String, Map<String, String>>> routes(RegistrySession session, List<String> keys) {
        return session.batch(keys.stream().map(RegistryCommands::readHash).toList())
                .map(answers -> {
                    Map<String, Map<String, String>> routes = new HashMap<>();
                    for (int i = 0; i < answers.size(); i++) {
                        routes.put(keys.get(i), hash(answers.get(i)));
                    }
                    return routes;
                });
    }

    private static Map<String, String> hash(Response answer) {
        Map<String, String> hash = new HashMap<>();
        answer.getKeys().forEach(key -> hash.put(key, answer.get(key).toString()));
        return hash;
    }

    private Future<Set<String>> alive(RegistrySession session, Map<String, Map<String, String>> routes) {
        Set<String> others = new HashSet<>();
        routes.values().forEach(pods -> others.addAll(pods.keySet()));
        others.remove(pod.value());
        List<String> pods = List.copyOf(others);
        return session.batch(pods.stream().map(RegistryCommands::hasLease).toList())
                .map(answers -> {
                    Set<String> alive = new HashSet<>();
                    for (int i = 0; i < pods.size(); i++) {
                        if (answers.get(i).toInteger() == 1) {
                            alive.add(pods.get(i));
                        }
                    }
                    return alive;
                });
    }

    private Future<Duration> registryAge(RegistrySession session) {
        return session.send(RegistryCommands.readRegistry())
                .map(since ->
                        since == null ? Duration.ZERO : Duration.ofMillis(redisMillis.getAsLong() - since.toLong()));
    }

    private static Future<Integer> remove(RegistrySession session, List<Removal> removals) {
        List<Request> commands = removals.stream().map(RegistryCommands::remove).toList();
        return session.batch(commands)
                .map(answers -> answers.stream().mapToInt(Response::toInteger).sum());
    }

    private Future<Void> pause() {
        Promise<Void> pause = Promise.promise();
        vertx.setTimer(PAUSE_MILLIS, _ -> pause.complete());
        return pause.future();
    }
}
