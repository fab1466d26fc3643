package io.heliograph.presence.store;

import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A partition that this process took.
 *
 * @param owner drawn for this taking: whoever took it before is fenced
 * @param nextOffset where to go on; empty when nobody ever had it
 * @param registry the life of the registry for which all of its values were told
 * @param pods whose leases are watched for it
 */
public record Claim(
        Partition partition,
        UUID owner,
        OptionalLong nextOffset,
        @Nullable String registry,
        Set<String> pods) {
    /** A partition of a topic. */
    public record Partition(String topic, int number) {}

    public Claim {
        pods = Set.copyOf(pods);
    }
}
