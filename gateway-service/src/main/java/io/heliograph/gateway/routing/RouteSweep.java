package io.heliograph.gateway.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which routes of other pods are dead. A publisher never removes a route; the pods that hold the channel do, now and then. */
public final class RouteSweep {
    /** A registry younger than this was lost a moment ago: that a lease is missing proves nothing then. */
    public static final Duration MIN_REGISTRY_AGE = Duration.ofSeconds(60);

    private RouteSweep() {}

    /**
     * A route that is to be removed if its value still is what was read: a pod that came back meanwhile has written another.
     *
     * @param key of the route's hash
     */
    public record Removal(String key, String pod, String since) {}

    /**
     * @param routes per key of a route's hash: pod to since
     * @param alive pods that have a lease
     */
    public static List<Removal> removals(
            PodId own, Map<String, Map<String, String>> routes, Set<String> alive, Duration registryAge) {
        List<Removal> removals = new ArrayList<>();
        if (registryAge.compareTo(MIN_REGISTRY_AGE) < 0) {
            return removals;
        }
        routes.forEach((key, pods) -> pods.forEach((pod, since) -> {
            if (!pod.equals(own.value()) && !alive.contains(pod)) {
                removals.add(new Removal(key, pod, since));
            }
        }));
        return removals;
    }
}
