package io.heliograph.systemtests;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.client.HeliographClient;
import io.heliograph.client.Publication;
import io.heliograph.client.connection.ConnectionState;
import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent;
import io.heliograph.client.subscription.SubscriptionListener;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.systemtests.platform.LocalPlatform;
import io.heliograph.systemtests.platform.PlatformExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The promises that a front-end developer and a product team rely on, through the front door of a real platform. */
@ExtendWith(PlatformExtension.class)
class DeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void showsANotificationOnEveryDeviceAndInTheInbox(LocalPlatform platform) throws Exception {
        String ann = newUser("ann");
        try (var phone = new Screen(platform, ann, "phone");
                var laptop = new Screen(platform, ann, "laptop")) {
            notify(platform, ann, "On its way");

            await().atMost(SOON).untilAsserted(() -> {
                assertThat(phone.titles()).containsExactly("On its way");
                assertThat(laptop.titles()).containsExactly("On its way");
            });
            assertThat(phone.messages.getFirst().position())
                    .isEqualTo(laptop.messages.getFirst().position());
        }
        assertThat(get(platform, "/notifications", ann).body()).contains("On its way", "\"unread\":1");
    }

    @Test
    void givesADeviceThatComesBackExactlyWhatItMissed(LocalPlatform platform) throws Exception {
        String ann = newUser("ann");
        try (var phone = new Screen(platform, ann, "phone")) {
            notify(platform, ann, "before");
            await().atMost(SOON).until(() -> phone.titles().equals(List.of("before")));
        }

        for (int i = 1; i <= 5; i++) {
            notify(platform, ann, "missed " + i);
        }

        try (var phone = new Screen(platform, ann, "phone")) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(phone.titles())
                            .containsExactlyInAnyOrder("missed 1", "missed 2", "missed 3", "missed 4", "missed 5"));
            assertThat(phone.messages).extracting(Message::offset).containsExactly(2L, 3L, 4L, 5L, 6L);
        }
    }

    @Test
    void takesAPublicationOnceHoweverOftenItIsSent(LocalPlatform platform) {
        String ann = newUser("ann");
        var room = new ChannelName("room:" + UUID.randomUUID());
        var once = new Publication(
                room,
                UUID.randomUUID().toString(),
                "chat.message",
                Instant.now(),
                JsonBytes.of("{ \"text\" : \"hi\" }"));
        try (var phone = new Screen(platform, ann, "phone", room)) {
            await().atMost(SOON).until(phone::isConnected);

            phone.client.publish(once).orTimeout(30, TimeUnit.SECONDS).join();
            phone.client.publish(once).orTimeout(30, TimeUnit.SECONDS).join();
            phone.client
                    .publish(Publication.of(room, "chat.message", JsonBytes.of("\"last\"")))
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();

            await().atMost(SOON).until(() -> phone.messages.size() >= 2);
            assertThat(phone.messages)
                    .extracting(message -> message.data().text())
                    .containsExactly("{ \"text\" : \"hi\" }", "\"last\"");
        }
    }

    @Test
    void refusesAnotherUsersChannelAndKeepsTheConnection(LocalPlatform platform) {
        String ann = newUser("ann");
        try (var phone = new Screen(platform, ann, "phone")) {
            await().atMost(SOON).until(phone::isConnected);
            List<SubscriptionEvent.Ended> ended = new CopyOnWriteArrayList<>();
            var _ = phone.client.subscribe(ChannelName.ofUser("bob"), new SubscriptionListener() {
                @Override
                public void message(Message message) {}

                @Override
                public void ended(SubscriptionEvent.Ended end) {
                    ended.add(end);
                }
            });

            await().atMost(SOON).until(() -> !ended.isEmpty());
            assertThat(phone.isConnected()).isTrue();
        }
    }

    @Test
    void closesTheConnectionOfAForgedToken(LocalPlatform platform) {
        String forged = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm4ifQ.";
        try (HeliographClient client = HeliographClient.builder(
                        URI.create(platform.now().url()), _ -> forged)
                .build()) {
            var connected = client.connect();

            assertThatThrownBy(() -> connected.orTimeout(30, TimeUnit.SECONDS).join())
                    .hasStackTraceContaining("INVALID_TOKEN");
            assertThat(client.state()).isEqualTo(ConnectionState.CLOSED);
        }
    }

    @Test
    void pagesThroughAChannelOverHttp(LocalPlatform platform) throws Exception {
        String ann = newUser("ann");
        notify(platform, ann, "over http");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get(platform, "/channels/user:" + ann + "/publications?after=0", ann)
                                .body())
                        .contains("over http", "\"op\":\"message\""));
        assertThat(get(platform, "/channels/user:bob/publications?after=0", ann).statusCode())
                .isEqualTo(403);
    }

    private static String newUser(String name) {
        return name + "-" + UUID.randomUUID();
    }

    /** As a product team without Kafka does it. */
    private void notify(LocalPlatform platform, String user, String title) throws IOException, InterruptedException {
        String event = """
                {"specversion":"1.0","id":"%s","source":"/shop/orders","type":"io.heliograph.notification.v1","time":"%s",
                 "datacontenttype":"application/json","data":{"recipients":["%s"],"title":"%s"}}
                """.formatted(UUID.randomUUID(), Instant.now(), user, title);
        HttpResponse<String> answer = http.send(
                request(platform, "/events", "shop")
                        .header("content-type", "application/cloudevents+json")
                        .POST(BodyPublishers.ofString(event))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private HttpResponse<String> get(LocalPlatform platform, String path, String user)
            throws IOException, InterruptedException {
        return http.send(request(platform, path, user).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(LocalPlatform platform, String path, String user) {
        return HttpRequest.newBuilder(URI.create(platform.now().url() + path))
                .header("authorization", "Bearer " + token(platform, user));
    }

    private static String token(LocalPlatform platform, String user) {
        return requireNonNull(platform.tokens(List.of(user)).get(user));
    }

    /** A device of a user that shows what comes; without a position of its own, so that the store's acknowledgements decide where it goes on. */
    private static final class Screen implements AutoCloseable {
        private final List<Message> messages = new CopyOnWriteArrayList<>();
        private final HeliographClient client;

        private Screen(LocalPlatform platform, String user, String device) {
            this(platform, user, device, ChannelName.ofUser(user));
        }

        private Screen(LocalPlatform platform, String user, String device, ChannelName channel) {
            String token = token(platform, user);
            client = HeliographClient.builder(URI.create(platform.now().url()), _ -> token)
                    .device(device)
                    .build();
            var _ = client.subscribe(channel, Start.DEFAULT, messages::add);
            var _ = client.connect();
        }

        private boolean isConnected() {
            return client.state() == ConnectionState.CONNECTED;
        }

        private List<String> titles() {
            return messages.stream()
                    .map(message -> message.data().text())
                    .map(data -> data.replaceAll(".*\"title\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
