package io.heliograph.gateway.connection;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ProtocolLimits;
import io.heliograph.gateway.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The subscriptions of one connection; a list, because most connections have a few and memory counts. Confined to its event loop. */
final class SubscriptionSet {
    private final List<Subscription> subscriptions = new ArrayList<>(2);

    boolean isFull() {
        return subscriptions.size() == ProtocolLimits.MAX_SUBSCRIPTIONS;
    }

    int size() {
        return subscriptions.size();
    }

    void add(Subscription subscription) {
        subscriptions.add(subscription);
    }

    @Nullable
    Subscription find(ChannelName channel) {
        for (Subscription subscription : subscriptions) {
            if (subscription.channel().equals(channel)) {
                return subscription;
            }
        }
        return null;
    }

    /** Takes out those that match and hands them to the action. */
    void removeIf(Predicate<Subscription> match, Consumer<Subscription> action) {
        List<Subscription> removed = subscriptions.stream().filter(match).toList();
        subscriptions.removeAll(removed);
        removed.forEach(action);
    }

    /** Lets those that catch up write on. */
    void resume() {
        for (int i = 0; i < subscriptions.size(); i++) {
            subscriptions.get(i).resume();
        }
    }

    boolean isCaughtUp() {
        return subscriptions.stream().noneMatch(Subscription::isCatchingUp);
    }
}
