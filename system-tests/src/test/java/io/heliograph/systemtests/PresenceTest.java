package io.heliograph.systemtests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.Publication;
import io.heliograph.client.connection.ConnectionState;
import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent;
import io.heliograph.client.subscription.SubscriptionListener;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.systemtests.platform.LocalPlatform;
import io.heliograph.systemtests.platform.PlatformExtension;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** State, transient publications, members and presence over two real gateways, and what a kill of each part does to them. */
@ExtendWith(PlatformExtension.class)
class PresenceTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Test
    void bringsTheLatestValueToThoseWhoAreThereAndToThoseWhoCome(LocalPlatform platform) {
        var room = room();
        try (var ann = new Viewer(platform, "ann", "gateway-1", room)) {
            ann.connect();
            publish(ann, Publication.latest(room, "topic", "topic", JsonBytes.of("\"first\"")));
            publish(ann, Publication.latest(room, "topic", "topic", JsonBytes.of("\"second\"")));
            await().atMost(SOON).until(() -> ann.value("topic").equals("\"second\""));

            try (var bob = new Viewer(platform, "bob", "gateway-2", room)) {
                bob.connect();
                await().atMost(SOON).until(() -> bob.value("topic").equals("\"second\""));

                publish(bob, Publication.removal(room, "topic", "topic"));
                await().atMost(SOON).until(() -> ann.value("topic").isEmpty());
            }
        }
    }

    @Test
    void bringsWhatIsTransientToTheOtherGateway(LocalPlatform platform) {
        var room = room();
        try (var ann = new Viewer(platform, "ann", "gateway-1", room);
                var bob = new Viewer(platform, "bob", "gateway-2", room)) {
            ann.connect();
            bob.connect();
            await().atMost(SOON).until(() -> ann.isComplete && bob.isComplete);

            publish(ann, Publication.transientOf(room, "typing", JsonBytes.of("{}")));

            await().atMost(SOON).until(() -> !bob.signals.isEmpty());
            assertThat(bob.signals.getFirst().user()).isEqualTo(ann.user);
        }
    }

    @Test
    void showsMembersUntilTheyLeave(LocalPlatform platform) {
        var room = room();
        try (var ann = new Viewer(platform, "ann", "gateway-1", room);
                var bob = new Viewer(platform, "bob", "gateway-2", room)) {
            ann.connect();
            bob.connect();

            ann.client.enter(room, JsonBytes.of("{\"name\":\"Ann\"}")).join();
            String key = "member:" + ann.user;
            await().atMost(SOON).until(() -> bob.value(key).contains("\"name\":\"Ann\""));

            ann.client.leave(room).join();
            await().atMost(SOON).until(() -> bob.value(key).isEmpty());
        }
    }

    @Test
    void doesNotFlickerWhenAGatewayOrPresenceServiceDies(LocalPlatform platform) {
        var room = room();
        String ann = newUser("ann");
        var status = new ChannelName("presence:" + ann);
        try (var bob = new Viewer(platform, "bob", "gateway-2", room, status);
                var phone = new Viewer(platform, ann, null, room)) {
            bob.connect();
            phone.connect();
            phone.client.enter(room, null).join();
            await().atMost(SOON).until(() -> bob.value("status").contains("\"online\""));
            await().atMost(SOON).until(() -> !bob.value("member:" + ann).isEmpty());
            int before = bob.changes.size();

            platform.killAndAwaitRestart("presence-service");
            platform.killAndAwaitRestart("gateway-1");
            await().atMost(SOON)
                    .until(() -> phone.client.state() == ConnectionState.CONNECTED
                            && bob.client.state() == ConnectionState.CONNECTED);
            publish(bob, Publication.latest(room, "after", "test", JsonBytes.of("1")));
            await().atMost(SOON).until(() -> bob.value("after").equals("1"));

            assertThat(bob.changes.subList(before, bob.changes.size()))
                    .as("nobody is shown as offline or gone who is there")
                    .noneMatch(change -> change.contains("offline") || change.startsWith("- "));
        }
    }

    private static void publish(Viewer viewer, Publication publication) {
        viewer.client.publish(publication).orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static ChannelName room() {
        return new ChannelName("room:" + UUID.randomUUID());
    }

    private static String newUser(String name) {
        return name + "-" + UUID.randomUUID();
    }

    /** A person who looks at the state of some channels. */
    private static final class Viewer implements AutoCloseable {
        private final String user;
        private final HeliographClient client;
        private final List<SubscriptionEvent.Signal> signals = new CopyOnWriteArrayList<>();
        /** {@code key value} for each value that came, {@code - key} for each that went. */
        private final List<String> changes = new CopyOnWriteArrayList<>();

        private final Map<String, String> state = new ConcurrentHashMap<>();
        private volatile boolean isComplete;

        /** @param gateway to connect to; through the ingress when null. A name without a dash stands for a new user of that name */
        private Viewer(LocalPlatform platform, String name, @Nullable String gateway, ChannelName... channels) {
            user = name.contains("-") ? name : newUser(name);
            String token = requireNonNull(platform.tokens(List.of(user)).get(user));
            URI url = URI.create(
                    gateway == null
                            ? platform.now().url()
                            : requireNonNull(platform.process(gateway).http()));
            client = HeliographClient.builder(url, _ -> token).build();
            for (ChannelName channel : channels) {
                var _ = client.subscribe(channel, new SubscriptionListener() {
                    @Override
                    public void message(Message message) {}

                    @Override
                    public void signal(SubscriptionEvent.Signal signal) {
                        signals.add(signal);
                    }

                    @Override
                    public void stateChanged(SubscriptionEvent.StateChanged change) {
                        change.changed().forEach((key, value) -> {
                            state.put(key, value.data().text());
                            changes.add(key + " " + value.data().text());
                        });
                        change.removed().forEach(key -> {
                            state.remove(key);
                            changes.add("- " + key);
                        });
                        isComplete |= change.complete();
                    }
                });
            }
        }

        private void connect() {
            client.connect().orTimeout(30, TimeUnit.SECONDS).join();
        }

        /** Empty when there is none. */
        private String value(String key) {
            return state.getOrDefault(key, "");
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
