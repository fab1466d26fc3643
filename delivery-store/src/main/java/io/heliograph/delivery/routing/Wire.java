package io.heliograph.delivery.routing;

import io.heliograph.contracts.channel.ChannelName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The registry of routes and the way to the pods. Confined to one thread; every method blocks, for a bounded time. */
public interface Wire {
    /**
     * The pods that serve each channel now, read in one go and never from a cache: a remembered absence would be a lost publication.
     *
     * @throws io.heliograph.delivery.dependency.DependencyException when they could not all be read
     */
    Map<ChannelName, List<String>> routes(Collection<ChannelName> channels);

    /**
     * Publishes one message on each pub/sub channel. How many received it is not known, and not asked.
     *
     * @return the pub/sub channels on which it failed, or may have
     */
    Set<String> publish(Map<String, byte[]> messages);

    /** @throws io.heliograph.delivery.dependency.DependencyException when it is still away */
    void probe();
}
