package io.heliograph.presence.membership;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to one user's membership of one channel. Times called {@code at} are those of the gateway's clock. */
public sealed interface MemberEvent {
    /**
     * The connection entered, or replaced its data.
     *
     * @param data a JSON object for the others
     * @param podLives false when the pod's lease is known to be gone: then it is history, read late
     */
    record Entered(
            String connection,
            @Nullable String device,
            String pod,
            @Nullable String data,
            Instant at,
            boolean podLives) implements MemberEvent {
        public Entered ofDeadPod() {
            return new Entered(connection, device, pod, data, at, false);
        }
    }

    /** @param closed the connection ended, so that the grace applies; else the user wanted to leave */
    record Left(String connection, boolean closed) implements MemberEvent {}

    /**
     * The pod's lease is gone, and its connections with it.
     *
     * @param checkedAt when the registry was asked; what was heard of since is not touched
     */
    record PodLost(String pod, Instant checkedAt) implements MemberEvent {}
}
