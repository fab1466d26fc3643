package io.heliograph.contracts.channel;

import java.time.Duration;
import java.util.Optional;

/**
 * The policy of all channels of a kind.
 *
 * @param name the part of the channel's name before the colon
 * @param subscribe who may subscribe
 * @param publish whether users may publish by grant, or services alone
 * @param retention how long a durable publication is kept; empty when the kind has no durable ones
 * @param allowsLatest whether {@link Durability#LATEST} is allowed
 * @param allowsTransient whether {@link Durability#TRANSIENT} is allowed
 * @param hasMembers whether subscribers may enter; needs {@link Durability#LATEST}
 */
public record ChannelKind(
        String name,
        SubscribeRule subscribe,
        PublishRule publish,
        Optional<Duration> retention,
        boolean allowsLatest,
        boolean allowsTransient,
        boolean hasMembers) {

    /** Who may subscribe. */
    public enum SubscribeRule {
        /** The user whose subject is the channel's id. */
        OWNER,
        /** Whoever has a grant for the channel. */
        GRANT,
        /** Everyone signed in. */
        AUTHENTICATED
    }

    /** Who may publish over a connection or {@code POST /events}; on Kafka the topic's ACL decides. */
    public enum PublishRule {
        GRANT,
        SERVICES
    }

    public ChannelKind {
        if (!isKindName(name)) {
            throw new IllegalArgumentException("kind must be [a-z][a-z0-9-]*, is '" + name + "'");
        }
        if (hasMembers && !allowsLatest) {
            throw new IllegalArgumentException(
                    "kind " + name + " must allow latest publications, because it has members");
        }
        if (retention.filter(kept -> kept.isNegative() || kept.isZero()).isPresent()) {
            throw new IllegalArgumentException(
                    "retention of kind " + name + " must be longer than zero, is " + retention.get());
        }
    }

    private static boolean isKindName(String name) {
        return name.indexOf(':') < 0 && ChannelName.isValid(name + ":x");
    }

    public boolean allows(Durability durability) {
        return switch (durability) {
            case DURABLE -> retention.isPresent();
            case LATEST -> allowsLatest;
            case TRANSIENT -> allowsTransient;
        };
    }
}
