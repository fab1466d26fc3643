package io.heliograph.client;

import io.heliograph.client.subscription.HistoryPage;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import java.util.concurrent.CompletableFuture;

/** The client's interest in one channel, over all its connections, until it is given up or denied. Safe for concurrent use. */
public final class Subscription {
    private final HeliographClient client;
    private final int id;
    private final ChannelName channel;

    Subscription(HeliographClient client, int id, ChannelName channel) {
        this.client = client;
        this.id = id;
        this.channel = channel;
    }

    public ChannelName channel() {
        return channel;
    }

    /** Says that everything up to the position is applied. Only needed when the client does not acknowledge by itself. */
    public void acknowledge(Position position) {
        client.acknowledge(id, position);
    }

    /** The newest part of the channel's past: {@link HeliographClient#history}. */
    public CompletableFuture<HistoryPage> history(int limit) {
        return client.history(channel, limit, null);
    }

    /** A part of the channel's past that ends at a place: {@link HeliographClient#history}. */
    public CompletableFuture<HistoryPage> history(int limit, Position before) {
        return client.history(channel, limit, before);
    }

    /** Gives the subscription up; a message that is under way may still arrive. The channel can be subscribed anew at once. */
    public void unsubscribe() {
        client.unsubscribe(id);
    }
}
