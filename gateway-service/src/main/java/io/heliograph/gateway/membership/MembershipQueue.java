package io.heliograph.gateway.membership;

import io.heliograph.gateway.lifecycle.OutgoingEvent;

/** Takes membership events in order and writes them once Kafka can. Never blocks. Safe for concurrent use. */
@FunctionalInterface
public interface MembershipQueue {
    /** False when too many wait; all memberships are announced again as soon as there is room. */
    boolean offer(OutgoingEvent event);
}
