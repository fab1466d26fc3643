package io.heliograph.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.connection.ClientEffect.Close;
import io.heliograph.client.connection.ClientEffect.RequestToken;
import io.heliograph.client.connection.ClientEffect.Send;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LiveConnectionTest {
    @Test
    void answersAPingAtOnce() {
        var client = ScriptedClient.connected();

        client.receive(1, new ServerFrame.Ping());

        assertThat(client.effects()).containsExactly(new Send(1, new ClientFrame.Pong()));
    }

    @Test
    void dialsAgainAfterTwoIntervalsAndAHalfOfSilence() {
        var client = ScriptedClient.connected();

        client.pass(Duration.ofMillis(62_499));
        assertThat(client.effects()).isEmpty();

        client.pass(Duration.ofSeconds(1));
        assertThat(client.effects(Close.class)).containsExactly(new Close(1));
        assertThat(client.states()).startsWith(ConnectionState.WAITING);
    }

    @Test
    void takesEveryFrameForASignOfLifeEvenOneItDoesNotKnow() {
        var client = ScriptedClient.connected();

        for (int i = 0; i < 10; i++) {
            client.pass(Duration.ofSeconds(60)).on(new ClientEvent.FrameReceived(1, null));
        }

        assertThat(client.states()).isEmpty();
    }

    @Test
    void namesTheLostConnectionToTheNextGateway() {
        var client = ScriptedClient.connected();

        client.lose(1).pass(Duration.ofSeconds(1)).join(2);

        assertThat(client.sent(ClientFrame.Hello.class))
                .singleElement()
                .satisfies(hello -> assertThat(hello.replaces()).isEqualTo("c1"));
    }

    @Test
    void tellsWhatWasAppliedBeforeItCloses() {
        var client = ScriptedClient.following(ScriptedClient.at(0));
        client.receive(1, ScriptedClient.message(1));
        client.forget();

        client.on(new ClientEvent.CloseRequested());

        assertThat(client.effects())
                .startsWith(
                        new Send(
                                1,
                                new ClientFrame.Acknowledge(
                                        java.util.Map.of(ScriptedClient.CHANNEL, ScriptedClient.at(1)))),
                        new Close(1));
        assertThat(client.states()).containsExactly(ConnectionState.CLOSED);
    }

    @Nested
    class WhenTheTokenAges {
        @Test
        void refreshesAtFourFifthsOfItsLife() {
            var client = alive(ScriptedClient.connected(), Duration.ofMinutes(47));
            assertThat(client.effects(RequestToken.class)).isEmpty();

            alive(client, Duration.ofMinutes(1));
            assertThat(client.effects(RequestToken.class)).containsExactly(new RequestToken(1, TokenReason.EXPIRED));

            client.on(new ClientEvent.TokenReceived(1, new Token("next")));
            assertThat(client.sent(ClientFrame.Refresh.class))
                    .containsExactly(new ClientFrame.Refresh("refresh", "next"));
        }

        @Test
        void refreshesAgainAtFourFifthsOfTheNextLife() {
            var client = alive(ScriptedClient.connected(), Duration.ofMinutes(48));
            client.on(new ClientEvent.TokenReceived(1, new Token("next")));
            client.receive(1, new ServerFrame.Refreshed("refresh", 100_000));
            client.forget();

            alive(client, Duration.ofSeconds(79));
            assertThat(client.effects(RequestToken.class)).isEmpty();

            alive(client, Duration.ofSeconds(2));
            assertThat(client.effects(RequestToken.class)).hasSize(1);
        }

        @Test
        void triesAgainWhenThereIsNoTokenOrTheServerCannotCheckIt() {
            var client = alive(ScriptedClient.connected(), Duration.ofMinutes(48));

            client.on(new ClientEvent.TokenUnavailable(1));
            alive(client, Duration.ofSeconds(3));
            client.on(new ClientEvent.TokenReceived(1, new Token("next")));
            client.receive(1, ServerFrame.Failed.of("refresh", ProblemCode.UNAVAILABLE, "later"));
            alive(client, Duration.ofSeconds(3));

            assertThat(client.effects(RequestToken.class)).hasSize(3);
            assertThat(client.states()).isEmpty();
        }

        private static ScriptedClient alive(ScriptedClient client, Duration duration) {
            for (Duration left = duration; left.isPositive(); left = left.minusSeconds(30)) {
                client.pass(left.compareTo(Duration.ofSeconds(30)) < 0 ? left : Duration.ofSeconds(30));
                client.receive(1, new ServerFrame.Ping());
            }
            return client;
        }
    }

    @Nested
    class WhenTheGatewayWantsToEnd {
        private final ScriptedClient client = ScriptedClient.following(ScriptedClient.at(5));

        @Test
        void opensTheNextConnectionFirstAndThenClosesThisOne() {
            client.receive(1, new ServerFrame.Reconnect(8_000)).pass(Duration.ofMillis(7_999));
            assertThat(client.effects()).isEmpty();

            client.pass(Duration.ofMillis(1));
            assertThat(client.effects()).containsExactly(new RequestToken(2, TokenReason.CONNECT));

            client.receive(1, ScriptedClient.message(6));
            client.join(2);

            assertThat(client.sent(ClientFrame.Hello.class)).singleElement().satisfies(hello -> {
                assertThat(hello.replaces()).isEqualTo("c1");
                assertThat(hello.subscribe())
                        .containsExactly(new ClientFrame.SubscriptionRequest(
                                ScriptedClient.CHANNEL, new Start.After(ScriptedClient.at(6))));
            });
            assertThat(client.effects(Close.class)).containsExactly(new Close(1));
            assertThat(client.states()).containsExactly(ConnectionState.CONNECTED);
        }

        @Test
        void appliesOnceWhatBothConnectionsBring() {
            client.receive(1, new ServerFrame.Reconnect(0)).pass(Duration.ZERO);
            client.on(new ClientEvent.TokenReceived(2, new Token("t"))).on(new ClientEvent.SocketOpened(2));
            client.receive(1, ScriptedClient.message(6));
            client.receive(2, ScriptedClient.welcome("c2"));
            client.receive(2, ScriptedClient.subscribed(null, ScriptedClient.at(5)));

            client.receive(2, ScriptedClient.message(6));
            client.receive(1, ScriptedClient.message(7));
            client.receive(2, ScriptedClient.message(7));

            assertThat(client.delivered())
                    .filteredOn(io.heliograph.client.subscription.Message.class::isInstance)
                    .extracting(event -> ((io.heliograph.client.subscription.Message) event).offset())
                    .containsExactly(6L, 7L);
        }

        @Test
        void goesOnWithTheSuccessorWhenThisOneEndsFirst() {
            client.receive(1, new ServerFrame.Reconnect(0)).pass(Duration.ZERO);
            client.on(new ClientEvent.TokenReceived(2, new Token("t"))).on(new ClientEvent.SocketOpened(2));

            client.receive(1, ServerFrame.Closing.of(CloseCode.REPLACED, 0));
            client.receive(2, ScriptedClient.welcome("c2"));

            assertThat(client.states()).containsExactly(ConnectionState.CONNECTING, ConnectionState.CONNECTED);
        }

        @Test
        void keepsThisOneWhenTheSuccessorFailsAndTriesAgain() {
            client.receive(1, new ServerFrame.Reconnect(0)).pass(Duration.ZERO);
            client.on(new ClientEvent.TokenReceived(2, new Token("t")));

            client.lose(2).pass(Duration.ofSeconds(1));

            assertThat(client.states()).isEmpty();
            assertThat(client.effects(RequestToken.class))
                    .containsExactly(
                            new RequestToken(2, TokenReason.CONNECT), new RequestToken(3, TokenReason.CONNECT));
        }

        @Test
        void asksTheSuccessorForWhatWasSubscribedSinceItsHello() {
            var late = new io.heliograph.contracts.channel.ChannelName("room:2");
            client.receive(1, new ServerFrame.Reconnect(0)).pass(Duration.ZERO);
            client.on(new ClientEvent.TokenReceived(2, new Token("t"))).on(new ClientEvent.SocketOpened(2));
            client.on(new ClientEvent.SubscribeRequested(2, late, Start.DEFAULT));
            client.on(new ClientEvent.UnsubscribeRequested(1));
            client.forget();

            client.receive(2, ScriptedClient.welcome("c2"));

            assertThat(client.sent(ClientFrame.Unsubscribe.class))
                    .containsExactly(new ClientFrame.Unsubscribe(java.util.List.of(ScriptedClient.CHANNEL)));
            assertThat(client.sent(ClientFrame.Subscribe.class))
                    .singleElement()
                    .satisfies(frame -> assertThat(frame.subscribe())
                            .containsExactly(new ClientFrame.SubscriptionRequest(late, Start.DEFAULT)));
        }
    }
}
