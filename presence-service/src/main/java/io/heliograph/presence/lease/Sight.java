package io.heliograph.presence.lease;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What one look at the registry showed.
 *
 * @param askedAt this process' clock before the question
 * @param proving whether a missing lease proves that a pod is gone; false while the registry is away, young, or back only recently
 * @param registry the value that tells one life of the registry from another; empty when it is away or has none
 * @param missing pods asked for that have no lease
 */
public record Sight(Instant askedAt, boolean proving, Optional<String> registry, Set<String> missing) {
    public Sight {
        missing = Set.copyOf(missing);
    }

    /** Nothing is known. */
    public static Sight none(Instant askedAt) {
        return new Sight(askedAt, false, Optional.empty(), Set.of());
    }

    /** Whether the pod is known to be gone. */
    public boolean provesGone(String pod) {
        return proving && missing.contains(pod);
    }
}
