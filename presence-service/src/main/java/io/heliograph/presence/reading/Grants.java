package io.heliograph.presence.reading;

import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.ChannelPattern;
import io.heliograph.presence.status.StatusValues;
import java.util.List;
import java.util.Optional;

/**
 * Whom and what a user may look at: what the user may subscribe to (docs/architecture.md, security). Denies by default.
 *
 * @param subscribe the patterns of the token
 */
public record Grants(String user, List<ChannelPattern> subscribe, ChannelKinds kinds) {
    public Grants {
        subscribe = List.copyOf(subscribe);
    }

    /** Patterns of another form grant nothing. */
    public static Grants of(String user, List<String> patterns, ChannelKinds kinds) {
        return new Grants(
                user,
                patterns.stream().map(Grants::pattern).flatMap(Optional::stream).toList(),
                kinds);
    }

    /** One's own status is always seen. */
    public boolean maySee(String other) {
        return other.equals(user)
                || StatusValues.channel(other).filter(this::maySubscribe).isPresent();
    }

    public boolean maySeeMembers(ChannelName channel) {
        return kinds.find(channel).filter(ChannelKind::hasMembers).isPresent() && maySubscribe(channel);
    }

    private boolean maySubscribe(ChannelName channel) {
        return kinds.find(channel)
                .map(kind -> switch (kind.subscribe()) {
                    case OWNER -> isOwner(channel);
                    case GRANT -> subscribe.stream().anyMatch(pattern -> pattern.matches(channel));
                    case AUTHENTICATED -> true;
                })
                .orElse(false);
    }

    private boolean isOwner(ChannelName channel) {
        try {
            return channel.equals(ChannelName.of(channel.kind(), user));
        } catch (IllegalArgumentException _) {
            return false; // encoded, the subject is too long for a channel: it has none of its own
        }
    }

    private static Optional<ChannelPattern> pattern(String text) {
        try {
            return Optional.of(new ChannelPattern(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
