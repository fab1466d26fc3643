package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.store.CatchUpRequest.From;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The channels that connections of one event loop are subscribed to. Confined to its event loop. */
public final class LoopStreams {
    private final int loop;
    private final LocalChannels localChannels;
    private final StreamContext context;
    private final Map<ChannelName, ChannelStream> streams = new HashMap<>();

    /** @param loop the number of the event loop, 0 to {@value LocalChannels#MAX_LOOPS} exclusive */
    public LoopStreams(int loop, LocalChannels localChannels, StreamContext context) {
        this.loop = loop;
        this.localChannels = localChannels;
        this.context = context;
    }

    /**
     * Subscribes. From here on what comes over the wire is kept for it; only then is the route asked for, and only when that stands is the store read.
     *
     * @param ref of the request, repeated in the answer
     */
    public Subscription subscribe(Subscriber subscriber, ChannelName channel, From from, @Nullable String ref) {
        ChannelStream stream = streams.computeIfAbsent(
                channel, name -> new ChannelStream(name, localChannels.join(name, loop), context));
        var subscription = new Subscription(subscriber, stream);
        stream.join(subscription);
        subscription.start(from, ref, context);
        return subscription;
    }

    public void unsubscribe(Subscription subscription) {
        subscription.end();
        ChannelStream stream = streams.get(subscription.channel());
        if (stream != null && stream.subscriptions().isEmpty()) {
            streams.remove(stream.channel());
            stream.close();
            localChannels.leave(stream.channel(), loop);
        }
    }

    public @Nullable ChannelStream find(ChannelName channel) {
        return streams.get(channel);
    }
}
