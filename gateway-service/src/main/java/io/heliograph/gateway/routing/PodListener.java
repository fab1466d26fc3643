package io.heliograph.gateway.routing;

import io.heliograph.contracts.wire.PodMessage;
import java.util.List;

/** What arrives for this pod. Called from one thread at a time, which must not be blocked. */
public interface PodListener {

    /** A batch came from delivery-store. */
    void onBatch(List<PodMessage> messages);

    /** Something may have been lost while Redis or this pod was away; lease and routes stand again. All channels are to be compared, all connections announced. */
    void onRegistryRestored();

    /** Redis is away (true) or back (false): while it is away, heads are compared every few seconds. */
    void onRegistryAway(boolean away);
}
