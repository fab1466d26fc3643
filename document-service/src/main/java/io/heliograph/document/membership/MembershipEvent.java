package io.heliograph.document.membership;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.document.access.Access;
import java.time.Instant;

/**
 * What happened to one connection's membership of its document's channel.
 *
 * @param connection what the others know the connection by
 * @param number another one for each event of this process
 */
public record MembershipEvent(
        Change change, ChannelName channel, String user, String connection, Access access, Instant at, long number) {

    /** In what way. */
    public enum Change {
        /** Also said again of those who are there. */
        ENTERED,
        UPDATED,
        /** The connection ended; its user may be back in a moment. */
        LEFT
    }
}
