package io.heliograph.client.subscription;

import io.heliograph.client.subscription.ChannelSubscription.Status;
import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Which subscriptions are asked for on the present connection, when, and which answer belongs to which request. Confined to its mailbox. */
final class SubscriptionRequests {
    /** As many as fit a {@code hello} with the longest names, beside a token of 14 KiB (docs/protocol.md §2.2). */
    static final int MAX_PER_FRAME = 80;

    /** A server that answers with a jump each time, or that is busy, is asked no more often than this. */
    static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

    private final Outlet outlet;
    private final List<ChannelSubscription> delayed = new ArrayList<>();
    private final Map<ChannelName, ChannelSubscription> greeted = new HashMap<>();
    private boolean attached;
    private int lastRef;

    SubscriptionRequests(Outlet outlet) {
        this.outlet = outlet;
    }

    /** The part of the subscriptions that the next connection's {@code hello} asks for. */
    List<SubscriptionRequest> greet(Collection<ChannelSubscription> subscriptions) {
        greeted.clear();
        List<SubscriptionRequest> requests = new ArrayList<>();
        for (ChannelSubscription subscription : subscriptions) {
            if (requests.size() == MAX_PER_FRAME) {
                break;
            }
            greeted.put(subscription.channel(), subscription);
            requests.add(subscription.request());
        }
        return requests;
    }

    /** The connection that was last greeted is the present one; asks for whatever its {@code hello} did not. */
    void attach(Collection<ChannelSubscription> subscriptions) {
        attached = true;
        delayed.clear();
        List<ChannelSubscription> missing = new ArrayList<>();
        for (ChannelSubscription subscription : subscriptions) {
            if (greeted.remove(subscription.channel(), subscription)) {
                subscription.become(new Status.Requested(null));
            } else {
                missing.add(subscription);
            }
        }
        if (!greeted.isEmpty()) {
            outlet.send(new ClientFrame.Unsubscribe(List.copyOf(greeted.keySet()))); // left since the hello
        }
        for (int from = 0; from < missing.size(); from += MAX_PER_FRAME) {
            request(missing.subList(from, Math.min(from + MAX_PER_FRAME, missing.size())));
        }
    }

    void detach(Collection<ChannelSubscription> subscriptions) {
        attached = false;
        delayed.clear();
        subscriptions.forEach(subscription -> subscription.become(Status.DETACHED));
    }

    void add(ChannelSubscription subscription) {
        if (attached) {
            request(List.of(subscription));
        }
    }

    void remove(ChannelSubscription subscription) {
        delayed.remove(subscription);
        if (attached) {
            outlet.send(new ClientFrame.Unsubscribe(List.of(subscription.channel())));
        }
    }

    /** Asks again after a jump: the server starts anew after the client's position. */
    void again(ChannelSubscription subscription, long nowNanos) {
        Long before = subscription.requestedAgainNanos();
        if (before != null && !Deadlines.isDue(before + MIN_INTERVAL.toNanos(), nowNanos)) {
            delay(subscription, before + MIN_INTERVAL.toNanos());
            return;
        }
        subscription.requestedAgain(nowNanos);
        outlet.send(new ClientFrame.Unsubscribe(List.of(subscription.channel())));
        request(List.of(subscription));
    }

    /** Asks again later: the server could not carry out the request. */
    void later(ChannelSubscription subscription, long nowNanos) {
        delay(subscription, nowNanos + MIN_INTERVAL.toNanos());
    }

    /** Whether an answer with this ref is the one that the subscription waits for. */
    static boolean isAnswered(ChannelSubscription subscription, @Nullable String ref) {
        return subscription.status() instanceof Status.Requested(String requested)
                && (requested == null ? ref == null : requested.equals(ref));
    }

    /** Whether the error is the answer that the subscription waits for. One that names no channel is about all channels of its request. */
    static boolean isAnswered(ChannelSubscription subscription, ServerFrame.Failed error) {
        String channel = error.channel();
        boolean concerned = channel == null
                ? error.ref() != null
                : channel.equals(subscription.channel().value());
        return concerned && isAnswered(subscription, error.ref());
    }

    void tick(long nowNanos) {
        for (ChannelSubscription subscription : List.copyOf(delayed)) {
            if (subscription.status() instanceof Status.Delayed(long untilNanos)
                    && Deadlines.isDue(untilNanos, nowNanos)) {
                delayed.remove(subscription);
                again(subscription, nowNanos);
            }
        }
    }

    OptionalLong deadlineNanos() {
        OptionalLong earliest = OptionalLong.empty();
        for (ChannelSubscription subscription : delayed) {
            if (subscription.status() instanceof Status.Delayed(long untilNanos)) {
                earliest = Deadlines.earliest(earliest, OptionalLong.of(untilNanos));
            }
        }
        return earliest;
    }

    private void delay(ChannelSubscription subscription, long untilNanos) {
        subscription.become(new Status.Delayed(untilNanos));
        delayed.add(subscription);
    }

    private void request(List<ChannelSubscription> subscriptions) {
        String ref = "s" + ++lastRef;
        subscriptions.forEach(subscription -> subscription.become(new Status.Requested(ref)));
        outlet.send(new ClientFrame.Subscribe(
                ref, subscriptions.stream().map(ChannelSubscription::request).toList()));
    }
}
