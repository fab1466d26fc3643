package io.heliograph.gateway.simulation;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.subscription.Delivery;
import io.heliograph.gateway.subscription.Subscriber;
import io.heliograph.gateway.subscription.Subscription;
import io.heliograph.gateway.testing.CountedFrames;
import io.heliograph.gateway.testing.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client that holds the server to docs/protocol.md §1.2: what it is given must follow what it has, and be what the store has there. */
final class SimulatedClient implements Subscriber {
    private final ChannelName channel;
    private final MemoryStore store;
    private final List<String> violations = new ArrayList<>();
    private @Nullable Subscription subscription;
    private Position position = Position.BEGINNING;
    private boolean answered;
    private boolean slow;
    private int resets;

    SimulatedClient(ChannelName channel, MemoryStore store) {
        this.channel = channel;
        this.store = store;
    }

    void attach(Subscription to) {
        subscription = to;
        answered = false;
    }

    @Nullable
    Subscription detach() {
        Subscription last = subscription;
        subscription = null;
        return last;
    }

    boolean isAttached() {
        return subscription != null;
    }

    boolean isCatchingUp() {
        return subscription != null && subscription.isCatchingUp();
    }

    void setSlow(boolean isSlow) {
        slow = isSlow;
        if (!slow && subscription != null) {
            subscription.resume();
        }
    }

    ChannelName channel() {
        return channel;
    }

    Position position() {
        return position;
    }

    boolean isAnswered() {
        return answered;
    }

    int resets() {
        return resets;
    }

    List<String> violations() {
        return violations;
    }

    @Override
    public void deliver(Delivery delivery) {
        on(CountedFrames.contentOf(delivery.frame()));
    }

    @Override
    public void signal(EncodedFrame frame) {
        throw new AssertionError("nothing transient is simulated");
    }

    @Override
    public void send(ServerFrame frame) {
        on(frame);
    }

    private void on(ServerFrame frame) {
        if (subscription == null && answered) {
            violations.add("written after the end: " + frame);
        }
        switch (frame) {
            case ServerFrame.Subscribed subscribed -> {
                answered = true;
                boolean movedBack = subscribed.position().epoch() == position.epoch()
                        && subscribed.position().offset() < position.offset();
                if (subscribed.resumed() && movedBack) {
                    violations.add("moved back to " + subscribed.position() + " from " + position);
                }
                position = subscribed.position();
            }
            case ServerFrame.Message message -> {
                follow(message.epoch(), message.offset(), message.offset());
                var stored = store.find(channel, message.epoch(), message.offset());
                if (stored != null && !stored.id().equals(message.id())) {
                    violations.add("not what the store has: " + message);
                }
            }
            case ServerFrame.Skipped skipped -> follow(skipped.epoch(), skipped.from(), skipped.to());
            case ServerFrame.Reset reset -> {
                resets++;
                if (reset.position() == null) {
                    violations.add("denied");
                } else {
                    position = reset.position();
                }
            }
            default -> violations.add("unexpected " + frame);
        }
    }

    private void follow(long epoch, long from, long to) {
        if (!answered) {
            violations.add("an entry before the answer");
        }
        boolean follows = (epoch == position.epoch() || position.epoch() == 0)
                && from <= position.offset() + 1
                && to > position.offset();
        if (!follows) {
            violations.add("%d.%d-%d does not follow %s".formatted(epoch, from, to, position));
        }
        position = new Position(epoch, to);
    }

    @Override
    public boolean hasRoom() {
        return !slow;
    }

    @Override
    public void onSubscribed(ChannelName channel) {}

    @Override
    public void onCaughtUp() {}

    @Override
    public void onStateUncertain() {
        violations.add("state uncertain at " + position);
    }
}
