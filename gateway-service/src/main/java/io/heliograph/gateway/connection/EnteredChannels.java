package io.heliograph.gateway.connection;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.lifecycle.ConnectionEvents.ConnectionFacts;
import io.heliograph.gateway.membership.Memberships;
import io.heliograph.gateway.membership.Memberships.Cause;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The channels that one connection is a member of, docs/protocol.md §3.9 and §3.10. Confined to its event loop. */
final class EnteredChannels {
    private final Memberships memberships;
    private final ConnectionFacts facts;
    private final Map<ChannelName, Optional<JsonBytes>> entered = new HashMap<>(2);

    EnteredChannels(Memberships memberships, ConnectionFacts facts) {
        this.memberships = memberships;
        this.facts = facts;
    }

    /** Completes with the answer, on any thread; never exceptionally. */
    CompletionStage<ServerFrame> enter(ClientFrame.Enter frame) {
        ChannelName channel = frame.channel();
        boolean known = entered.containsKey(channel);
        if (!known && entered.size() == ProtocolLimits.MAX_ENTERED_CHANNELS) {
            return CompletableFuture.completedFuture(ServerFrame.Failed.of(
                    frame.ref(),
                    ProblemCode.TOO_MANY_CHANNELS,
                    "a connection enters at most " + ProtocolLimits.MAX_ENTERED_CHANNELS + " channels",
                    channel));
        }
        CompletableFuture<Void> written = known
                ? memberships.updated(facts, channel, frame.data())
                : memberships.entered(facts, channel, frame.data());
        if (!written.isCompletedExceptionally()) {
            entered.put(channel, Optional.ofNullable(frame.data()));
        }
        return answer(written, frame.ref(), channel, true);
    }

    /** As {@link #enter}. */
    CompletionStage<ServerFrame> leave(ClientFrame.Leave frame) {
        ChannelName channel = frame.channel();
        return entered.containsKey(channel)
                ? answer(leave(channel), frame.ref(), channel, false)
                : CompletableFuture.completedFuture(new ServerFrame.Presence(frame.ref(), channel, false));
    }

    /** One whose leaving cannot be told is a member still; at the latest the connection's end tells. */
    private CompletableFuture<Void> leave(ChannelName channel) {
        CompletableFuture<Void> written = memberships.left(facts, channel, Cause.LEFT);
        if (!written.isCompletedExceptionally()) {
            entered.remove(channel);
        }
        return written;
    }

    private static CompletionStage<ServerFrame> answer(
            CompletionStage<Void> written, String ref, ChannelName channel, boolean entered) {
        return written.handle((_, failure) -> failure == null
                ? new ServerFrame.Presence(ref, channel, entered)
                : ServerFrame.Failed.of(
                        ref, ProblemCode.UNAVAILABLE, "too many wait for Kafka: say it again", channel));
    }

    /** The subscriptions ended, and with them the memberships. */
    void leaveAll(Collection<ChannelName> channels) {
        for (ChannelName channel : channels) {
            if (entered.containsKey(channel)) {
                var _ = leave(channel);
            }
        }
    }

    /** The connection ended. */
    void close() {
        entered.keySet().forEach(channel -> {
            var _ = memberships.left(facts, channel, Cause.CLOSED);
        });
        entered.clear();
    }

    /** Still a member of all, after events may have been lost. */
    void announce() {
        entered.forEach((channel, data) -> {
            var _ = memberships.entered(facts, channel, data.orElse(null));
        });
    }
}
