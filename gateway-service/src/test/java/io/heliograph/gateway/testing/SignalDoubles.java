package io.heliograph.gateway.testing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.routing.RegistryUnavailableException;
import io.heliograph.gateway.signal.PodWire;
import io.heliograph.gateway.signal.StateStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Redis' part in signals, in memory. */
public final class SignalDoubles {
    private SignalDoubles() {}

    /** Answers at once. Safe for concurrent use. */
    public static final class MemoryStates implements StateStore {
        private final Map<ChannelName, Map<String, PodMessage.State>> states = new HashMap<>();
        private boolean away;
        private int reads;

        public synchronized void put(PodMessage.State state) {
            states.computeIfAbsent(state.channel(), _ -> new TreeMap<>()).put(state.key(), state);
        }

        public synchronized void goAway(boolean isAway) {
            away = isAway;
        }

        public synchronized int reads() {
            return reads;
        }

        @Override
        public synchronized CompletionStage<List<PodMessage.State>> read(ChannelName channel) {
            reads++;
            return away
                    ? unavailable()
                    : CompletableFuture.completedFuture(
                            List.copyOf(states.getOrDefault(channel, Map.of()).values()));
        }

        @Override
        public synchronized CompletionStage<Map<ChannelName, Version>> highest(Collection<ChannelName> channels) {
            if (away) {
                return unavailable();
            }
            Map<ChannelName, Version> highest = new HashMap<>();
            channels.forEach(channel -> states.getOrDefault(channel, Map.of()).values().stream()
                    .map(PodMessage.State::version)
                    .max(Version::compareTo)
                    .ifPresent(version -> highest.put(channel, version)));
            return CompletableFuture.completedFuture(highest);
        }

        private static <T> CompletionStage<T> unavailable() {
            return CompletableFuture.failedFuture(new RegistryUnavailableException("away"));
        }
    }

    /** What was sent to pods. Safe for concurrent use. */
    public static final class PodLog implements PodWire {
        private final List<PodMessage.Transient> signals = new CopyOnWriteArrayList<>();
        private final List<String> closed = new CopyOnWriteArrayList<>();
        private volatile boolean away;

        public void goAway(boolean isAway) {
            away = isAway;
        }

        @Override
        public CompletionStage<Void> publish(PodMessage.Transient signal) {
            if (away) {
                return MemoryStates.unavailable();
            }
            signals.add(signal);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> close(String user, @Nullable String device, String connection, CloseCode code) {
            closed.add(user + " " + device + " " + connection + " " + code);
            return CompletableFuture.completedFuture(null);
        }

        public List<PodMessage.Transient> signals() {
            return new ArrayList<>(signals);
        }

        public List<String> closed() {
            return new ArrayList<>(closed);
        }
    }
}
