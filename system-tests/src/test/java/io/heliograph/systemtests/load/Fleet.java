package io.heliograph.systemtests.load;

import static java.util.Objects.requireNonNull;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.systemtests.history.History.Applied;
import io.heliograph.systemtests.history.History.Device;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Users with two or three devices each, some of which have a second tab open. Every client follows its user's channel, a room of a tenth of the users, and the hall of all. */
public final class Fleet implements AutoCloseable {
    private static final ChannelName HALL = new ChannelName("room:hall");
    private static final int ROOMS = 10;

    private final List<FleetClient> clients = new ArrayList<>();
    private final List<String> users;

    /**
     * @param tabs how many devices have a second tab
     * @param tokens by user
     */
    public Fleet(URI url, Map<String, String> tokens, int tabs) {
        users = tokens.keySet().stream().sorted().toList();
        for (int i = 0; i < users.size(); i++) {
            String user = users.get(i);
            String token = requireNonNull(tokens.get(user));
            int devices = 2 + i % 2;
            for (int device = 1; device <= devices; device++) {
                add(url, user, "device-" + device, "tab-1", token, i);
            }
            if (i < tabs) {
                add(url, user, "device-1", "tab-2", token, i);
            }
        }
    }

    private void add(URI url, String user, String device, String tab, String token, int userNumber) {
        String name = user + "/" + device + "/" + tab;
        Set<ChannelName> channels = Set.of(ChannelName.ofUser(user), room(userNumber), HALL);
        clients.add(new FleetClient(name, user, device, token, url, channels));
    }

    public static List<String> userNames(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "user-%02d".formatted(number))
                .toList();
    }

    public int size() {
        return clients.size();
    }

    /** Everything that this fleet listens to. */
    public List<ChannelName> channels() {
        List<ChannelName> channels =
                new ArrayList<>(users.stream().map(ChannelName::ofUser).toList());
        IntStream.range(0, ROOMS).mapToObj(Fleet::room).forEach(channels::add);
        channels.add(HALL);
        return channels;
    }

    public void comeOnline(Predicate<String> ofUsers) {
        clients.stream()
                .filter(client -> ofUsers.test(client.user()) && !client.isOnline())
                .forEach(FleetClient::comeOnline);
    }

    public void goOffline(Predicate<String> ofUsers) {
        clients.stream().filter(client -> ofUsers.test(client.user())).forEach(FleetClient::goOffline);
    }

    public boolean allConnected() {
        return clients.stream().filter(FleetClient::isOnline).allMatch(FleetClient::isConnected);
    }

    /** How often gateways welcomed anyone. */
    public int welcomes() {
        return clients.stream().mapToInt(FleetClient::welcomes).sum();
    }

    /** The clients that have not reached the heads of their channels. */
    public List<String> behind(Map<ChannelName, Long> heads) {
        return clients.stream()
                .filter(client -> client.device().subscriptions().keySet().stream()
                        .anyMatch(channel -> client.offsetOf(channel) < heads.getOrDefault(channel, 0L)))
                .map(FleetClient::toString)
                .toList();
    }

    public Map<Device, List<Applied>> applied() {
        Map<Device, List<Applied>> applied = new HashMap<>();
        clients.forEach(client -> applied.put(client.device(), client.applied()));
        return applied;
    }

    public Map<String, List<ServerFrame>> frames() {
        Map<String, List<ServerFrame>> frames = new HashMap<>();
        clients.forEach(client -> frames.putAll(client.frames()));
        return frames;
    }

    private static ChannelName room(int number) {
        return new ChannelName("room:" + number % ROOMS);
    }

    @Override
    public void close() {
        clients.forEach(FleetClient::goOffline);
    }
}
