package io.heliograph.client;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.heliograph.client.connection.ConnectionState;
import io.heliograph.client.connection.ReceivedFrame;
import io.heliograph.client.connection.StateChange;
import io.heliograph.client.problem.ProblemException;
import io.heliograph.client.subscription.HistoryPage;
import io.heliograph.client.subscription.Message;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The client over real WebSockets. */
class HeliographClientTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<Message> messages = new CopyOnWriteArrayList<>();

    @Test
    void bringsEveryMessageByteForByteOverConnectionsThatAreCut() {
        try (var gateway = GatewayStub.with(200);
                var client = client(gateway).build()) {
            client.subscribe(GatewayStub.CHANNEL, Start.BEGINNING, message -> {
                messages.add(message);
                if (message.offset() % 60 == 0) {
                    client.drop();
                }
            });

            client.connect().join();

            await().atMost(LIMIT).until(() -> messages.size() == 200);
            assertThat(messages)
                    .extracting(Message::offset)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
            assertThat(messages)
                    .allSatisfy(message -> assertThat(message.data()).isEqualTo(GatewayStub.data(message.offset())));
            assertThat(gateway.received(ClientFrame.Hello.class)).hasSizeGreaterThan(3);
        }
    }

    @Test
    void acknowledgesAndClosesInAnOrderlyWay() {
        try (var gateway = GatewayStub.with(3)) {
            var client = client(gateway).build();
            client.subscribe(GatewayStub.CHANNEL, Start.BEGINNING, messages::add);
            client.connect().join();
            await().atMost(LIMIT).until(() -> messages.size() == 3);

            client.close();

            assertThat(client.state()).isEqualTo(ConnectionState.CLOSED);
            await().atMost(LIMIT).until(() -> gateway.closeCodes().equals(List.of(1000)));
            assertThat(gateway.received(ClientFrame.Acknowledge.class).getLast().positions())
                    .containsEntry(GatewayStub.CHANNEL, new Position(7, 3));
        }
    }

    @Test
    void publishesBeforeItIsConnected() throws Exception {
        try (var gateway = GatewayStub.with(0);
                var client = client(gateway).build()) {
            var published = client.publish(Publication.of(GatewayStub.CHANNEL, "chat", JsonBytes.of("{\"a\" : 1.0}")));

            client.connect().join();
            published.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

            assertThat(gateway.received(ClientFrame.Publish.class))
                    .singleElement()
                    .satisfies(frame ->
                            assertThat(requireNonNull(frame.data()).text()).isEqualTo("{\"a\" : 1.0}"));
        }
    }

    @Test
    void pagesBackToTheBeginning() {
        List<Long> offsets = new ArrayList<>();
        try (var gateway = GatewayStub.with(7);
                var client = client(gateway).build()) {
            client.connect().join();
            Subscription subscription = client.subscribe(GatewayStub.CHANNEL, _ -> {});

            for (HistoryPage page = subscription.history(3).join();
                    ;
                    page = subscription.history(3, page.position()).join()) {
                offsets.addAll(0, page.messages().stream().map(Message::offset).toList());
                if (!page.more()) {
                    break;
                }
            }
        }

        assertThat(offsets).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void asksForAHundredMessagesOfThePastAtMost() {
        try (var gateway = GatewayStub.with(0);
                var client = client(gateway).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> client.history(GatewayStub.CHANNEL, 101, null))
                    .withMessage("limit must be 1 to 100, is 101");
        }
    }

    @Test
    void showsEveryFrameWithItsConnection() {
        List<ReceivedFrame> frames = new CopyOnWriteArrayList<>();
        try (var gateway = GatewayStub.with(2);
                var client = client(gateway).frameObserver(frames::add).build()) {
            client.subscribe(GatewayStub.CHANNEL, Start.BEGINNING, messages::add);
            client.connect().join();

            await().atMost(LIMIT).until(() -> frames.size() == 4);
            assertThat(frames).extracting(ReceivedFrame::connection).containsOnly("c1");
        }
    }

    @Test
    void saysWhyItIsClosedWhenTheServerWantsNoneOfIt() {
        List<StateChange> changes = new CopyOnWriteArrayList<>();
        try (var gateway = GatewayStub.with(0);
                var client = client(gateway).build()) {
            client.onStateChange(changes::add);
            client.connect().join();

            gateway.sendToAll(ServerFrame.Closing.of(CloseCode.REVOKED, 0));

            await().atMost(LIMIT).until(() -> client.state() == ConnectionState.CLOSED);
            assertThat(changes.getLast().ending()).hasToString("Ending[code=4006, reason=REVOKED]");
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(() -> client.publish(Publication.of(GatewayStub.CHANNEL, "chat", JsonBytes.of("1")))
                            .join())
                    .withCauseInstanceOf(ProblemException.class);
        }
    }

    @Test
    void keepsTryingWhenNobodyListensOrAnotherProtocolIsSpoken() {
        List<StateChange> changes = new CopyOnWriteArrayList<>();
        try (var gateway = new GatewayStub(0, "heliograph.v2");
                var client = client(gateway).build()) {
            client.onStateChange(changes::add);

            var _ = client.connect();

            await().atMost(LIMIT)
                    .until(() -> changes.stream()
                                    .filter(change -> change.to() == ConnectionState.WAITING)
                                    .count()
                            >= 2);
            assertThat(changes).noneMatch(change -> change.to() == ConnectionState.CONNECTED);
        }
    }

    @Test
    void survivesListenersThatThrow() {
        try (var gateway = GatewayStub.with(2);
                var client = client(gateway).build()) {
            client.subscribe(GatewayStub.CHANNEL, Start.BEGINNING, message -> {
                messages.add(message);
                throw new IllegalStateException("for the test");
            });
            client.connect().join();

            await().atMost(LIMIT).until(() -> messages.size() == 2);
        }
    }

    @Test
    void followsAChannelOnce() {
        try (var gateway = GatewayStub.with(0);
                var client = client(gateway).build()) {
            Subscription first = client.subscribe(GatewayStub.CHANNEL, messages::add);

            assertThatIllegalStateException()
                    .isThrownBy(() -> client.subscribe(GatewayStub.CHANNEL, messages::add))
                    .withMessage("channel room:1 is subscribed already");
            first.unsubscribe();
            client.subscribe(GatewayStub.CHANNEL, messages::add);
        }
    }

    private static HeliographClientBuilder client(GatewayStub gateway) {
        return HeliographClient.builder(gateway.url(), _ -> "token").device("d1");
    }
}
