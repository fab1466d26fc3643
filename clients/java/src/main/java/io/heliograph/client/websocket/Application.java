package io.heliograph.client.websocket;

import io.heliograph.client.connection.ReceivedFrame;
import io.heliograph.client.connection.StateChange;
import io.heliograph.client.problem.Problem;
import io.heliograph.client.subscription.HistoryPage;
import io.heliograph.client.subscription.SubscriptionEvent;
import org.jspecify.annotations.Nullable;

/** Who uses the client. Called by its mailbox, one call at a time. */
public interface Application {
    void stateChanged(StateChange change);

    void delivered(int subscription, SubscriptionEvent event);

    /** @param problem null when the server has the publication */
    void settled(String ref, @Nullable Problem problem);

    /** What was asked for under the ref has come. */
    void answered(String ref, HistoryPage page);

    /** Before the client handles the frame. */
    void received(ReceivedFrame frame);
}
