package io.heliograph.gateway.connection;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.store.CatchUpRequest.From;
import org.jspecify.annotations.Nullable;

/** Where a subscription starts, docs/protocol.md §3.2. */
final class SubscriptionStart {
    private static final String OWN_KIND = "user";

    private SubscriptionStart() {}

    static From of(ChannelName channel, Start asked, String user, @Nullable String device) {
        return switch (asked) {
            case Start.After(var position) -> new From.AtPosition(position.toString());
            case Start.Beginning() -> new From.AtBeginning();
            case Start.Default() ->
                channel.kind().equals(OWN_KIND) && channel.equals(ChannelName.ofUser(user))
                        ? new From.AtAcknowledgement(user, device)
                        : new From.AtHead();
        };
    }
}
