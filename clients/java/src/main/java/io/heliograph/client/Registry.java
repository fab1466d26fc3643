package io.heliograph.client;

import io.heliograph.client.connection.ConnectionState;
import io.heliograph.client.connection.Ending;
import io.heliograph.client.connection.ReceivedFrame;
import io.heliograph.client.connection.StateChange;
import io.heliograph.client.problem.Problem;
import io.heliograph.client.problem.ProblemException;
import io.heliograph.client.subscription.HistoryPage;
import io.heliograph.client.subscription.SubscriptionEvent;
import io.heliograph.client.subscription.SubscriptionListener;
import io.heliograph.client.websocket.Application;
import io.heliograph.contracts.channel.ChannelName;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who listens to what, and who waits for which answer. Safe for concurrent use; what a listener throws stops nothing. */
final class Registry implements Application {
    private static final System.Logger LOG = System.getLogger(HeliographClient.class.getName());

    private final Consumer<ReceivedFrame> frameObserver;
    private final Map<Integer, Listening> subscriptions = new ConcurrentHashMap<>();
    private final Map<ChannelName, Integer> channels = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> requests = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<HistoryPage>> histories = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Consumer<StateChange>> stateListeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final AtomicInteger lastNumber = new AtomicInteger();
    private volatile ConnectionState state = ConnectionState.IDLE;

    private record Listening(ChannelName channel, SubscriptionListener listener) {}

    Registry(Consumer<ReceivedFrame> frameObserver) {
        this.frameObserver = frameObserver;
    }

    ConnectionState state() {
        return state;
    }

    CompletableFuture<Void> connected() {
        return connected;
    }

    void addStateListener(Consumer<StateChange> listener) {
        stateListeners.add(listener);
    }

    int add(ChannelName channel, SubscriptionListener listener) {
        int id = lastNumber.incrementAndGet();
        if (channels.putIfAbsent(channel, id) != null) {
            throw new IllegalStateException("channel " + channel + " is subscribed already");
        }
        subscriptions.put(id, new Listening(channel, listener));
        return id;
    }

    void remove(int subscription) {
        Listening listening = subscriptions.remove(subscription);
        if (listening != null) {
            channels.remove(listening.channel(), subscription);
        }
    }

    /** @return the ref under which the answer comes */
    String add(CompletableFuture<Void> request) {
        String ref = "p" + lastNumber.incrementAndGet();
        requests.put(ref, request);
        return ref;
    }

    /** As {@link #add}, for what is answered with a page. */
    String addHistory(CompletableFuture<HistoryPage> request) {
        String ref = "h" + lastNumber.incrementAndGet();
        histories.put(ref, request);
        return ref;
    }

    @Override
    public void stateChanged(StateChange change) {
        state = change.to();
        Ending ending = change.ending();
        if (state == ConnectionState.CONNECTED) {
            connected.complete(null);
        } else if (state == ConnectionState.CLOSED && ending != null) {
            connected.completeExceptionally(new ProblemException(new Problem(
                    Problem.CLOSED, "the client is closed: " + ending.reason() + " (" + ending.code() + ")")));
        }
        stateListeners.forEach(listener -> guarded(() -> listener.accept(change)));
    }

    @Override
    public void delivered(int subscription, SubscriptionEvent event) {
        Listening listening = subscriptions.get(subscription);
        if (event instanceof SubscriptionEvent.Ended) {
            remove(subscription);
        }
        if (listening != null) {
            guarded(() -> listening.listener().on(event));
        }
    }

    @Override
    public void settled(String ref, @Nullable Problem problem) {
        CompletableFuture<Void> request = requests.remove(ref);
        CompletableFuture<?> failing = request == null ? histories.remove(ref) : request;
        if (failing != null && problem != null) {
            failing.completeExceptionally(new ProblemException(problem));
        } else if (request != null) {
            request.complete(null);
        }
    }

    @Override
    public void answered(String ref, HistoryPage page) {
        CompletableFuture<HistoryPage> request = histories.remove(ref);
        if (request != null) {
            request.complete(page);
        }
    }

    @Override
    public void received(ReceivedFrame frame) {
        guarded(() -> frameObserver.accept(frame));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "listener.failed", e);
        }
    }
}
