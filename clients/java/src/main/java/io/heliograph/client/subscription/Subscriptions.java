package io.heliograph.client.subscription;

import io.heliograph.client.problem.Problem;
import io.heliograph.client.subscription.ChannelSubscription.Status;
import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import io.heliograph.contracts.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The channels that a client follows, over all its connections, and how each frame moves them (docs/protocol.md §5.1). Confined to its mailbox. */
public final class Subscriptions {
    private final AcknowledgeMode mode;
    private final Outlet outlet;
    private final Acknowledgements acknowledgements;
    private final SubscriptionRequests requests;
    private final Map<ChannelName, ChannelSubscription> byChannel = new LinkedHashMap<>();

    public Subscriptions(AcknowledgeMode mode, Outlet outlet) {
        this.mode = mode;
        this.outlet = outlet;
        this.acknowledgements = new Acknowledgements(outlet);
        this.requests = new SubscriptionRequests(outlet);
    }

    /**
     * @param id the caller's name for the subscription, under which its events are delivered
     * @throws IllegalStateException when the channel is subscribed already
     */
    public void subscribe(int id, ChannelName channel, Start start) {
        var subscription = new ChannelSubscription(id, channel, start);
        if (byChannel.putIfAbsent(channel, subscription) != null) {
            throw new IllegalStateException("channel " + channel + " is subscribed already");
        }
        requests.add(subscription);
    }

    public void unsubscribe(int id) {
        ChannelSubscription subscription = find(id);
        if (subscription != null) {
            byChannel.remove(subscription.channel());
            acknowledgements.leave(subscription.channel());
            requests.remove(subscription);
        }
    }

    /** The application says how far it is; with {@link AcknowledgeMode#MANUAL} nobody else does. */
    public void acknowledge(int id, Position position, long nowNanos) {
        ChannelSubscription subscription = find(id);
        if (subscription != null && mode != AcknowledgeMode.NEVER) {
            applied(subscription, position, nowNanos);
        }
    }

    /** What the {@code hello} of the next connection asks for. */
    public List<SubscriptionRequest> greet() {
        return requests.greet(byChannel.values());
    }

    /** The connection that was last greeted is the present one. */
    public void attach(long nowNanos) {
        requests.attach(byChannel.values());
        acknowledgements.attach();
        for (ChannelSubscription subscription : byChannel.values()) {
            Position applied = subscription.applied();
            if (applied != null) {
                // What the last connection was told may have been lost with it.
                acknowledgements.add(subscription.channel(), applied, nowNanos);
            }
        }
    }

    public void detach() {
        requests.detach(byChannel.values());
        acknowledgements.detach();
    }

    /** Tells the server now what was applied and not told yet. */
    public void flush() {
        acknowledgements.flush();
    }

    public void on(ServerFrame.Subscribed frame) {
        ChannelSubscription subscription = byChannel.get(frame.channel());
        if (subscription == null
                || !(SubscriptionRequests.isAnswered(subscription, frame.ref())
                        || subscription.status() instanceof Status.Live)) {
            return;
        }
        subscription.become(Status.LIVE);
        subscription.state().restart();
        if (!frame.pending()) { // while its store is away, the server does not know where a new subscription starts
            subscription.startAfter(frame.position());
        }
        outlet.deliver(
                subscription.id(),
                new SubscriptionEvent.Started(frame.position(), frame.head(), frame.resumed(), frame.pending()));
    }

    public void on(ServerFrame.Message frame, long nowNanos) {
        var position = new Position(frame.epoch(), frame.offset());
        ChannelSubscription subscription = following(frame.channel(), position, frame.offset(), nowNanos);
        if (subscription != null) {
            move(subscription, position, Message.of(frame), nowNanos);
        }
    }

    public void on(ServerFrame.TransientMessage frame) {
        ChannelSubscription subscription = byChannel.get(frame.channel());
        if (subscription != null) {
            outlet.deliver(
                    subscription.id(),
                    new SubscriptionEvent.Signal(
                            frame.channel(), frame.id(), frame.type(), frame.time(), frame.user(), frame.data()));
        }
    }

    public void on(ServerFrame.State frame) {
        Map<ChannelName, List<ServerFrame.StateValue>> values = new LinkedHashMap<>();
        frame.values()
                .forEach(value -> values.computeIfAbsent(value.channel(), _ -> new ArrayList<>())
                        .add(value));
        frame.complete().forEach(channel -> values.putIfAbsent(channel, List.of()));
        values.forEach((channel, of) -> {
            ChannelSubscription subscription = byChannel.get(channel);
            if (subscription == null) {
                return;
            }
            SubscriptionEvent.StateChanged change =
                    subscription.state().take(of, frame.complete().contains(channel));
            if (change != null) {
                outlet.deliver(subscription.id(), change);
            }
        });
    }

    public void on(ServerFrame.Skipped frame, long nowNanos) {
        var position = new Position(frame.epoch(), frame.to());
        ChannelSubscription subscription = following(frame.channel(), position, frame.from(), nowNanos);
        if (subscription != null) {
            var skipped = new SubscriptionEvent.Skipped(frame.epoch(), frame.from(), frame.to());
            move(subscription, position, skipped, nowNanos);
        }
    }

    public void on(ServerFrame.Reset frame, long nowNanos) {
        ChannelSubscription subscription = byChannel.get(frame.channel());
        if (subscription == null) {
            return;
        }
        boolean live = subscription.status() instanceof Status.Live;
        Position position = frame.position();
        if (position == null && (live || SubscriptionRequests.isAnswered(subscription, frame.ref()))) {
            end(subscription, new SubscriptionEvent.Ended("denied", "not, or no longer, allowed"));
        } else if (position != null && live) {
            move(subscription, position, new SubscriptionEvent.Gap(frame.reason(), position), nowNanos);
        }
    }

    /** An {@code error}, which may answer a request to subscribe. */
    public void on(ServerFrame.Failed frame, long nowNanos) {
        var problem = new Problem(frame.code(), frame.message());
        for (ChannelSubscription subscription : List.copyOf(byChannel.values())) {
            if (!SubscriptionRequests.isAnswered(subscription, frame)) {
                continue;
            }
            if (problem.isTemporary()) {
                requests.later(subscription, nowNanos);
            } else {
                end(subscription, new SubscriptionEvent.Ended(problem.code(), problem.message()));
            }
        }
    }

    public void tick(long nowNanos) {
        acknowledgements.tick(nowNanos);
        requests.tick(nowNanos);
    }

    /** When {@link #tick} next has something to do. */
    public OptionalLong deadlineNanos() {
        return Deadlines.earliest(acknowledgements.deadlineNanos(), requests.deadlineNanos());
    }

    /** The subscription that the frame moves to the position; null when there is none, or when it is told apart as a duplicate or a jump. */
    private @Nullable ChannelSubscription following(ChannelName channel, Position position, long from, long nowNanos) {
        ChannelSubscription subscription = byChannel.get(channel);
        if (subscription == null || !(subscription.status() instanceof Status.Live)) {
            return null;
        }
        return switch (subscription.arrival(position.epoch(), from, position.offset())) {
            case APPLIES -> subscription;
            case DUPLICATE -> null;
            case JUMP -> {
                requests.again(subscription, nowNanos);
                yield null;
            }
        };
    }

    private void move(ChannelSubscription subscription, Position position, SubscriptionEvent event, long nowNanos) {
        subscription.moveTo(position);
        outlet.deliver(subscription.id(), event);
        if (mode == AcknowledgeMode.AUTOMATIC) {
            applied(subscription, position, nowNanos);
        }
    }

    private void applied(ChannelSubscription subscription, Position position, long nowNanos) {
        subscription.apply(position);
        acknowledgements.add(subscription.channel(), position, nowNanos);
    }

    private void end(ChannelSubscription subscription, SubscriptionEvent.Ended ended) {
        byChannel.remove(subscription.channel());
        outlet.deliver(subscription.id(), ended);
    }

    private @Nullable ChannelSubscription find(int id) {
        return byChannel.values().stream()
                .filter(subscription -> subscription.id() == id)
                .findFirst()
                .orElse(null);
    }
}
