package io.heliograph.presence.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a user's connections. Times called {@code at} are those of the gateway's clock, others of this process' clock. */
public sealed interface StatusEvent {
    /** What the events of a connection's life say about it. */
    record Connection(String id, String pod, @Nullable String device) {}

    /**
     * It was opened or resumed, or announced as still there.
     *
     * @param podLives false when the pod's lease is known to be gone: then it is history, read late
     */
    record Opened(Connection connection, Instant at, boolean podLives) implements StatusEvent {}

    /** The person stopped, or went on, touching the application. */
    record Activity(Connection connection, boolean idle, Instant at, boolean podLives) implements StatusEvent {}

    record Closed(String connection, Instant at) implements StatusEvent {}

    /**
     * The pod's lease is gone, and its connections with it.
     *
     * @param checkedAt when the registry was asked; what was heard of since is not touched
     */
    record PodLost(String pod, Instant checkedAt) implements StatusEvent {}

    /** The user wants to be seen as offline, or no longer. */
    record VisibilityChosen(boolean invisible, Instant at) implements StatusEvent {}
}
