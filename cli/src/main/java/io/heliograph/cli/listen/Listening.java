package io.heliograph.cli.listen;

import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.Subscription;
import io.heliograph.client.connection.ConnectionState;
import io.heliograph.client.connection.StateChange;
import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent.Ended;
import io.heliograph.client.subscription.SubscriptionEvent.Gap;
import io.heliograph.client.subscription.SubscriptionEvent.Signal;
import io.heliograph.client.subscription.SubscriptionEvent.Skipped;
import io.heliograph.client.subscription.SubscriptionEvent.StateChanged;
import io.heliograph.client.subscription.SubscriptionListener;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Prints what a device's channels bring. A message is printed, then remembered, then acknowledged: whatever dies in between, the device sees it again rather than
 * never. Set up by one thread; afterwards everything happens in the client's mailbox.
 */
public final class Listening {
    private final HeliographClient client;
    private final DeviceFile device;
    private final LineFormat format;
    private final PrintStream out;
    private final Consumer<String> status;
    private final Map<ChannelName, Subscription> subscriptions = new HashMap<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();

    /**
     * @param client not connected yet, and does not acknowledge by itself
     * @param out what is printed; flushed with each line
     * @param status what people are told besides
     */
    public Listening(
            HeliographClient client, DeviceFile device, LineFormat format, PrintStream out, Consumer<String> status) {
        this.client = client;
        this.device = device;
        this.format = format;
        this.out = out;
        this.status = status;
        client.onStateChange(this::stateChanged);
    }

    /** Follows a channel; to be called before {@link #begin}. */
    public void follow(ChannelName channel, Start start) {
        subscriptions.put(channel, client.subscribe(channel, start, new Printer(channel)));
    }

    /** Begins. The result completes when nobody reads the output any more, and fails with a {@link PlatformProblem} when the server wants none of it. */
    public CompletableFuture<Void> begin() {
        var _ = client.connect();
        return finished;
    }

    /** Acknowledges what was printed and closes; nothing is printed any more. */
    public CompletableFuture<Void> stop() {
        finished.complete(null);
        return client.closeAsync();
    }

    private void stateChanged(StateChange change) {
        status.accept(StateLine.of(change));
        if (change.to() == ConnectionState.CLOSED) {
            finished.completeExceptionally(new PlatformProblem("The platform refused: " + StateLine.of(change)));
        }
    }

    /** What one channel brings. */
    private final class Printer implements SubscriptionListener {
        private final ChannelName channel;

        private Printer(ChannelName channel) {
            this.channel = channel;
        }

        @Override
        public void message(Message message) {
            print(format.message(message), message.position());
        }

        @Override
        public void skipped(Skipped skipped) {
            print(format.skipped(channel, skipped), new Position(skipped.epoch(), skipped.to()));
        }

        @Override
        public void gap(Gap gap) {
            print(format.gap(channel, gap), gap.position());
        }

        @Override
        public void stateChanged(StateChanged change) {
            format.stateChanged(channel, change).forEach(line -> {
                var _ = print(line);
            });
        }

        @Override
        public void signal(Signal signal) {
            var _ = print(format.signal(signal));
        }

        @Override
        public void ended(Ended ended) {
            status.accept("%s: %s, %s".formatted(channel, ended.code(), ended.message()));
            subscriptions.remove(channel);
            if (subscriptions.isEmpty()) {
                finished.completeExceptionally(new PlatformProblem("There is no channel left to listen to"));
            }
        }

        /** @return false when nothing is to be printed any more */
        private boolean print(String line) {
            if (finished.isDone()) {
                return false;
            }
            out.println(line);
            if (out.checkError()) { // flushes
                finished.complete(null);
                return false;
            }
            return true;
        }

        private void print(String line, Position position) {
            if (!print(line)) {
                return;
            }
            try {
                device.moveTo(channel, position);
            } catch (PlatformProblem e) {
                finished.completeExceptionally(e);
                return;
            }
            Subscription subscription = subscriptions.get(channel);
            if (subscription != null) {
                subscription.acknowledge(position);
            }
        }
    }
}
