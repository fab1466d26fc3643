package io.heliograph.client;

import io.heliograph.client.connection.ClientEvent;
import io.heliograph.client.connection.ClientMachine;
import io.heliograph.client.connection.ConnectionState;
import io.heliograph.client.connection.ReceivedFrame;
import io.heliograph.client.connection.StateChange;
import io.heliograph.client.connection.TokenSupplier;
import io.heliograph.client.problem.ProblemException;
import io.heliograph.client.subscription.HistoryPage;
import io.heliograph.client.subscription.SubscriptionListener;
import io.heliograph.client.websocket.ClientRunner;
import io.heliograph.client.websocket.Surroundings;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of Heliograph: keeps one connection, whatever happens to networks and gateways, and delivers the messages of its channels in order and once
 * (docs/protocol.md §5). Safe for concurrent use. Listeners are called one at a time.
 *
 * <pre>{@code
 * try (var client = HeliographClient.builder(url, reason -> accessToken()).device("till-7").build()) {
 *     client.subscribe(ChannelName.ofUser("42"), message -> show(message.data().text()));
 *     client.connect();
 *     …
 * }
 * }</pre>
 */
public final class HeliographClient implements AutoCloseable {
    private static final long CLOSE_TIMEOUT_SECONDS = 2;

    private final Registry registry;
    private final ClientRunner runner;

    HeliographClient(ClientMachine machine, Surroundings surroundings, Consumer<ReceivedFrame> frameObserver) {
        registry = new Registry(frameObserver);
        runner = new ClientRunner(machine, surroundings, registry);
    }

    /**
     * @param url of the platform, {@code http} or {@code https}
     * @param tokens gives an access token when one is needed
     */
    public static HeliographClientBuilder builder(URI url, TokenSupplier tokens) {
        return new HeliographClientBuilder(url, tokens);
    }

    /** Connects, and stays connected until it is closed. The result completes with the first connection, and fails when the server refuses the client for good. */
    public CompletableFuture<Void> connect() {
        runner.post(new ClientEvent.ConnectRequested());
        return registry.connected().copy();
    }

    public ConnectionState state() {
        return registry.state();
    }

    /** Adds a listener for changes of the state; there is none for the state as it is. */
    public void onStateChange(Consumer<StateChange> listener) {
        registry.addStateListener(listener);
    }

    /** Subscribes from where the channel's kind says: docs/protocol.md §3.2. */
    public Subscription subscribe(ChannelName channel, SubscriptionListener listener) {
        return subscribe(channel, Start.DEFAULT, listener);
    }

    /** @throws IllegalStateException when this client has a subscription to the channel */
    public Subscription subscribe(ChannelName channel, Start start, SubscriptionListener listener) {
        int id = registry.add(channel, listener);
        runner.post(new ClientEvent.SubscribeRequested(id, channel, start));
        return new Subscription(this, id, channel);
    }

    /**
     * Publishes, now or as soon as there is a connection, and again with the same id on the next connection until an answer comes. What is transient is sent on the
     * present connection or not at all.
     *
     * @return completes when the server has the publication; fails with a {@link ProblemException} when it refuses, when more than 1,000 publications or 1 MiB wait
     *     for their answer, or when the client is closed
     */
    public CompletableFuture<Void> publish(Publication publication) {
        var answered = new CompletableFuture<Void>();
        String ref = registry.add(answered);
        runner.post(new ClientEvent.PublishRequested(
                ref,
                new ClientFrame.Publish(
                        ref,
                        publication.channel(),
                        publication.durability(),
                        publication.key(),
                        publication.id(),
                        publication.type(),
                        publication.time(),
                        publication.data())));
        return answered;
    }

    /**
     * Makes the user a member of a channel that is subscribed to, on this connection and each later one (docs/protocol.md §3.9); again, to replace the data.
     *
     * @param data what the others see of the member: a JSON object of at most 4 KiB, or null
     * @return completes when the server has it; fails with a {@link ProblemException} when it refuses, or when the client is closed
     */
    public CompletableFuture<Void> enter(ChannelName channel, @Nullable JsonBytes data) {
        var answered = new CompletableFuture<Void>();
        runner.post(new ClientEvent.EnterRequested(new ClientFrame.Enter(registry.add(answered), channel, data)));
        return answered;
    }

    /** As {@link #enter}: leaves a channel. */
    public CompletableFuture<Void> leave(ChannelName channel) {
        var answered = new CompletableFuture<Void>();
        runner.post(new ClientEvent.LeaveRequested(new ClientFrame.Leave(registry.add(answered), channel)));
        return answered;
    }

    /**
     * Asks for a part of a channel's past, on the next connection again until it comes. Needs the grant of subscribing, no subscription (docs/protocol.md §3.8).
     *
     * @param limit messages at most, 1 to 100
     * @param before the newest place that is wanted: the {@linkplain HistoryPage#position() position} of a page for the one that is older, or null for the newest
     * @return fails with a {@link ProblemException} when the server refuses, when more than 100 requests wait for their answer, or when the client is closed
     */
    public CompletableFuture<HistoryPage> history(ChannelName channel, int limit, @Nullable Position before) {
        if (limit < 1 || limit > ProtocolLimits.MAX_HISTORY) {
            throw new IllegalArgumentException("limit must be 1 to " + ProtocolLimits.MAX_HISTORY + ", is " + limit);
        }
        var answered = new CompletableFuture<HistoryPage>();
        String ref = registry.addHistory(answered);
        runner.post(new ClientEvent.HistoryRequested(new ClientFrame.History(ref, channel, before, limit)));
        return answered;
    }

    /** Tells the server, on this connection and each later one, that the person has not touched the application for a while, or does so again (docs/protocol.md §3.11). */
    public void setIdle(boolean idle) {
        runner.post(new ClientEvent.IdleChanged(idle));
    }

    /** Cuts the connection without closing it, as a failing network does: for tests. The client connects again. */
    public void drop() {
        runner.drop();
    }

    /** Tells the server what was applied and closes. The result completes when the server has answered, or has not in time. */
    public CompletableFuture<Void> closeAsync() {
        return runner.close();
    }

    /** Waits for {@link #closeAsync}, unless it is called by one of the client's own listeners. */
    @Override
    public void close() {
        CompletableFuture<Void> closed = closeAsync();
        if (!runner.isCalling()) {
            closed.completeOnTimeout(null, CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    void acknowledge(int subscription, Position position) {
        runner.post(new ClientEvent.AcknowledgeRequested(subscription, position));
    }

    void unsubscribe(int subscription) {
        // In this order: whoever subscribes anew because the registry allows it comes second.
        runner.post(new ClientEvent.UnsubscribeRequested(subscription));
        registry.remove(subscription);
    }
}
