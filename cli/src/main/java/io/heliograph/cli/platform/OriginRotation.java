package io.heliograph.cli.platform;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In which order the processes of a service are tried: first the one that the client was sent to before, then the others in
 * turn, and for a socket, which stays, those with the fewest open ones first: by turns alone, clients that always make the
 * same number of requests before they connect would all meet on one process. Safe for concurrent use.
 */
public final class OriginRotation {
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<String, Integer> openSockets = new ConcurrentHashMap<>();

    /**
     * @param origins those that are up, in a stable order
     * @param previous the name of the process that the client's cookie tells, whether or not it is up
     */
    public List<ServiceInstance> forRequest(List<ServiceInstance> origins, Optional<String> previous) {
        return withFirst(previous, inTurn(origins));
    }

    /** As {@link #forRequest}, for what has to be told of to {@link #opened} and {@link #closed}. */
    public List<ServiceInstance> forSocket(List<ServiceInstance> origins, Optional<String> previous) {
        List<ServiceInstance> candidates = inTurn(origins);
        candidates.sort(comparingInt(origin -> openSockets.getOrDefault(origin.name(), 0)));
        return withFirst(previous, candidates);
    }

    /** @param origin the name of the process that a socket is being opened to */
    public void opened(String origin) {
        openSockets.merge(origin, 1, Integer::sum);
    }

    /** Once for each {@link #opened}. */
    public void closed(String origin) {
        openSockets.merge(origin, -1, Integer::sum);
    }

    private List<ServiceInstance> inTurn(List<ServiceInstance> origins) {
        if (origins.isEmpty()) {
            return new ArrayList<>();
        }
        int first = Math.floorMod(turn.getAndIncrement(), origins.size());
        List<ServiceInstance> candidates = new ArrayList<>(origins.subList(first, origins.size()));
        candidates.addAll(origins.subList(0, first));
        return candidates;
    }

    private static List<ServiceInstance> withFirst(Optional<String> previous, List<ServiceInstance> candidates) {
        previous.flatMap(name -> candidates.stream()
                        .filter(origin -> origin.name().equals(name))
                        .findFirst())
                .ifPresent(sticky -> {
                    candidates.remove(sticky);
                    candidates.addFirst(sticky);
                });
        return List.copyOf(candidates);
    }
}
