package io.heliograph.cli.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * In which order the processes of a service are tried for a request: first the one that the client was sent to before, then
 * the others in turn. Safe for concurrent use.
 */
public final class OriginRotation {
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param origins those that are up, in a stable order
     * @param previous the name of the process that the client's cookie tells, whether or not it is up
     */
    public List<ServiceInstance> candidates(List<ServiceInstance> origins, Optional<String> previous) {
        if (origins.isEmpty()) {
            return List.of();
        }
        int first = Math.floorMod(turn.getAndIncrement(), origins.size());
        List<ServiceInstance> candidates = new ArrayList<>(origins.subList(first, origins.size()));
        candidates.addAll(origins.subList(0, first));
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
