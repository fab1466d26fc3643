package io.heliograph.feed.reading;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.ChannelPattern;
import java.util.List;
import java.util.Optional;

/**
 * What a token allows with feeds (docs/architecture.md, security). Denies by default.
 *
 * @param subscribe the token's patterns of channels that may be subscribed to
 * @param publish those that may be published to
 */
public record Grants(String user, List<ChannelPattern> subscribe, List<ChannelPattern> publish, ChannelKinds kinds) {
    public Grants {
        subscribe = List.copyOf(subscribe);
        publish = List.copyOf(publish);
    }

    /** Patterns of another form grant nothing. */
    public static Grants of(String user, List<String> subscribe, List<String> publish, ChannelKinds kinds) {
        return new Grants(user, patterns(subscribe), patterns(publish), kinds);
    }

    /** Whoever may subscribe to the feed's channel may see what is public in it. */
    public boolean mayRead(ChannelName feed) {
        return kinds.find(feed)
                .map(kind -> switch (kind.subscribe()) {
                    case OWNER -> false; // an installation that makes feeds somebody's own has no such pages
                    case GRANT -> covers(subscribe, feed);
                    case AUTHENTICATED -> true;
                })
                .orElse(false);
    }

    /** Whether the token speaks for the feed: adds activities and followers. */
    public boolean mayManage(ChannelName feed) {
        return kinds.find(feed).isPresent() && covers(publish, feed);
    }

    /** Whether it is no secret to the user that there is such a feed. */
    public boolean mayKnow(ChannelName feed) {
        return mayRead(feed) || mayManage(feed);
    }

    /** Whether it is the feed of what the user does, which the user does not follow: it would tell of nothing new. */
    public static boolean isFeedOf(ChannelName feed, String user) {
        try {
            return feed.equals(ChannelName.of("feed", "user-" + user));
        } catch (IllegalArgumentException _) {
            return false; // encoded, the subject is too long for a channel: it has none of its own
        }
    }

    private static boolean covers(List<ChannelPattern> patterns, ChannelName channel) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(channel));
    }

    private static List<ChannelPattern> patterns(List<String> texts) {
        return texts.stream().map(Grants::pattern).flatMap(Optional::stream).toList();
    }

    private static Optional<ChannelPattern> pattern(String text) {
        try {
            return Optional.of(new ChannelPattern(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
