package io.heliograph.systemtests.load;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.connection.ConnectionState;
import io.heliograph.client.connection.ReceivedFrame;
import io.heliograph.client.subscription.Message;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.systemtests.history.History.Applied;
import io.heliograph.systemtests.history.History.Device;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One tab or app of a user: writes down every frame and every applied message, and keeps its positions while it is away, as an application does. Its methods are for the
 * test's thread; what it writes down can be read from there at any time.
 */
final class FleetClient {
    private final String name;
    private final String user;
    private final String device;
    private final String token;
    private final URI url;
    private final Set<ChannelName> channels;
    private final List<Applied> applied = new CopyOnWriteArrayList<>();
    private final Map<ChannelName, Position> positions = new ConcurrentHashMap<>();
    private final Map<String, List<ServerFrame>> frames = new ConcurrentHashMap<>();
    private final AtomicInteger welcomes = new AtomicInteger();
    private @Nullable HeliographClient client;

    FleetClient(String name, String user, String device, String token, URI url, Set<ChannelName> channels) {
        this.name = name;
        this.user = user;
        this.device = device;
        this.token = token;
        this.url = url;
        this.channels = Set.copyOf(channels);
    }

    String user() {
        return user;
    }

    /** Connects, and subscribes to each channel from where this client has it, or from the very beginning. */
    void comeOnline() {
        HeliographClient next = HeliographClient.builder(url, _ -> token)
                .device(device)
                .client("system-tests/1")
                .frameObserver(this::record)
                .build();
        for (ChannelName channel : channels) {
            Position position = positions.get(channel);
            Start start = position == null ? Start.BEGINNING : new Start.After(position);
            next.subscribe(channel, start, this::apply);
        }
        var _ = next.connect();
        client = next;
    }

    void goOffline() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    boolean isConnected() {
        return client != null && client.state() == ConnectionState.CONNECTED;
    }

    boolean isOnline() {
        return client != null;
    }

    /** How often a gateway welcomed it: once, and once more for each reconnect. */
    int welcomes() {
        return welcomes.get();
    }

    /** What it is subscribed to, and that its history of each begins at the beginning. */
    Device device() {
        return new Device(
                name, channels.stream().collect(Collectors.toMap(Function.identity(), _ -> Position.BEGINNING)));
    }

    List<Applied> applied() {
        return List.copyOf(applied);
    }

    Map<String, List<ServerFrame>> frames() {
        Map<String, List<ServerFrame>> copy = new HashMap<>();
        frames.forEach((connection, received) -> copy.put(connection, List.copyOf(received)));
        return copy;
    }

    long offsetOf(ChannelName channel) {
        return positions.getOrDefault(channel, Position.BEGINNING).offset();
    }

    private void apply(Message message) {
        positions.put(message.channel(), message.position());
        applied.add(new Applied(
                message.channel(), message.position().epoch(), message.offset(), message.id(), message.data()));
    }

    private void record(ReceivedFrame received) {
        if (received.frame() instanceof ServerFrame.Welcome) {
            welcomes.incrementAndGet();
        }
        if (received.frame() != null && received.connection() != null) {
            frames.computeIfAbsent(received.connection(), _ -> new CopyOnWriteArrayList<>())
                    .add(received.frame());
        }
    }

    @Override
    public String toString() {
        return name + new ArrayList<>(positions.entrySet());
    }
}
