package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.outbound.EncodedFrame;

/** The connection that a subscription belongs to. Confined to its event loop. */
public interface Subscriber {

    /** Writes the frame of an entry; keeps a reference of its own if it has to wait. */
    void deliver(Delivery delivery);

    /** Writes a transient publication if that can be done at once; else it is lost. */
    void signal(EncodedFrame frame);

    void send(ServerFrame frame);

    /** Whether a subscription that catches up may write on; if not, {@link Subscription#resume} is called when there is room again. */
    boolean hasRoom();

    /** The first {@code subscribed} of the channel was sent, so that what may only come after it may come now. */
    void onSubscribed(ChannelName channel);

    /** A subscription has reached the present. */
    void onCaughtUp();

    /** An offset would have been left out: a defect here. Closes with STATE_UNCERTAIN rather than deliver past it. */
    void onStateUncertain();
}
