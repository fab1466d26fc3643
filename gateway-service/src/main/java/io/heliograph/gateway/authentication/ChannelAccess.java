package io.heliograph.gateway.authentication;

import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.ChannelPattern;
import java.util.List;

/**
 * The one decision about who may do what with a channel. Denies by default; a kind that does not exist looks like one that is forbidden. Safe for concurrent use.
 */
public final class ChannelAccess {
    private final ChannelKinds kinds;

    public ChannelAccess(ChannelKinds kinds) {
        this.kinds = kinds;
    }

    /** Also the right to read the channel's history. */
    public boolean maySubscribe(Principal principal, ChannelName channel) {
        return kinds.find(channel)
                .map(kind -> switch (kind.subscribe()) {
                    case OWNER -> isOwner(principal, channel);
                    case GRANT -> covers(principal.grants().subscribe(), channel);
                    case AUTHENTICATED -> true;
                })
                .orElse(false);
    }

    /** As a user, over a connection (docs/protocol.md §3.4). */
    public boolean mayPublish(Principal principal, ChannelName channel) {
        return kinds.find(channel)
                .map(kind -> kind.publish() == ChannelKind.PublishRule.GRANT
                        && covers(principal.grants().publish(), channel))
                .orElse(false);
    }

    /** As a service, over {@code POST /events}: on behalf of a source. */
    public boolean mayEmit(Principal principal, String source) {
        return principal.grants().eventSources().stream().anyMatch(pattern -> matches(pattern, source));
    }

    /** As a service, to a channel of any kind: both the source and the channel must be granted. */
    public boolean mayEmit(Principal principal, String source, ChannelName channel) {
        return mayEmit(principal, source)
                && kinds.find(channel).isPresent()
                && covers(principal.grants().publish(), channel);
    }

    private static boolean isOwner(Principal principal, ChannelName channel) {
        try {
            return channel.equals(ChannelName.of(channel.kind(), principal.subject()));
        } catch (IllegalArgumentException _) {
            return false; // encoded, the subject is too long for a channel: it has none of its own
        }
    }

    private static boolean covers(List<ChannelPattern> patterns, ChannelName channel) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(channel));
    }

    private static boolean matches(String pattern, String source) {
        return pattern.endsWith("*")
                ? source.regionMatches(0, pattern, 0, pattern.length() - 1)
                : source.equals(pattern);
    }
}
