package io.heliograph.gateway.signal;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who follows a channel on one event loop: mostly one, and there are as many of these as connections, so one costs a reference. Confined to its event loop. */
final class Followers {
    private @Nullable StateOutbox first;
    private @Nullable Set<StateOutbox> others;

    boolean isEmpty() {
        return first == null;
    }

    void add(StateOutbox follower) {
        if (first == null) {
            first = follower;
            return;
        }
        if (others == null) {
            others = Collections.newSetFromMap(new IdentityHashMap<>(4));
        }
        others.add(follower);
    }

    void remove(StateOutbox follower) {
        if (first == follower) {
            first = takeOther();
        } else if (others != null) {
            others.remove(follower);
        }
        if (others != null && others.isEmpty()) {
            others = null;
        }
    }

    private @Nullable StateOutbox takeOther() {
        if (others == null) {
            return null;
        }
        StateOutbox other = others.iterator().next();
        others.remove(other);
        return other;
    }

    void forEach(Consumer<StateOutbox> action) {
        if (first != null) {
            action.accept(first);
        }
        if (others != null) {
            others.forEach(action);
        }
    }
}
