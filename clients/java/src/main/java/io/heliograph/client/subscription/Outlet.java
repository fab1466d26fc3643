package io.heliograph.client.subscription;

import io.heliograph.contracts.protocol.ClientFrame;

/** Where the subscriptions' decisions go. */
public interface Outlet {
    /** On the present connection; there is one. */
    void send(ClientFrame frame);

    /** Whether the connection takes a frame that could also wait (docs/protocol.md §2.2 bounds their rate). */
    boolean takesMore();

    void deliver(int subscription, SubscriptionEvent event);
}
