package io.heliograph.gateway.routing;

import io.heliograph.contracts.channel.ChannelName;
import java.util.concurrent.CompletionStage;

/** The routes of this pod. Counted by nobody: the caller holds a channel once, when its first subscriber comes. Safe for concurrent use. */
public interface Routes {

    /**
     * Completes when Redis has the route. Fails when Redis cannot be reached; the channel is then held all the same and its route is written as soon as Redis is back.
     */
    CompletionStage<Void> hold(ChannelName channel);

    /** The last subscriber went. The route is removed some time later, unless the channel is held again. */
    void release(ChannelName channel);
}
