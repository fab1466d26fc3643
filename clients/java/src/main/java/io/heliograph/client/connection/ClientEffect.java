package io.heliograph.client.connection;

import io.heliograph.client.problem.Problem;
import io.heliograph.client.subscription.HistoryPage;
import io.heliograph.client.subscription.SubscriptionEvent;
import io.heliograph.contracts.protocol.ClientFrame;
import org.jspecify.annotations.Nullable;

/** What a client wants done, in this order. */
public sealed interface ClientEffect {
    /** Answered by {@link ClientEvent.TokenReceived} or {@link ClientEvent.TokenUnavailable}. */
    record RequestToken(int link, TokenReason reason) implements ClientEffect {}

    /** Answered by {@link ClientEvent.SocketOpened} or {@link ClientEvent.SocketEnded}. */
    record Dial(int link) implements ClientEffect {}

    record Send(int link, ClientFrame frame) implements ClientEffect {}

    /** Closes after what was sent; nothing that the link still brings matters. */
    record Close(int link) implements ClientEffect {}

    record ChangeState(StateChange change) implements ClientEffect {}

    record Deliver(int subscription, SubscriptionEvent event) implements ClientEffect {}

    /** What was asked for under the ref has come. */
    record Answer(String ref, HistoryPage page) implements ClientEffect {}

    /** @param problem null when the server has the publication */
    record Settle(String ref, @Nullable Problem problem) implements ClientEffect {}
}
