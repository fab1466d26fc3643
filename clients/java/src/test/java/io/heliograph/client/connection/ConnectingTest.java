package io.heliograph.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.connection.ClientEffect.ChangeState;
import io.heliograph.client.connection.ClientEffect.Close;
import io.heliograph.client.connection.ClientEffect.Dial;
import io.heliograph.client.connection.ClientEffect.RequestToken;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectingTest {
    private final ScriptedClient client = new ScriptedClient();

    @Test
    void doesNothingBeforeItIsAskedTo() {
        client.pass(Duration.ofDays(1));

        assertThat(client.effects()).isEmpty();
    }

    @Test
    void asksForATokenThenDialsThenGreets() {
        client.on(new ClientEvent.SubscribeRequested(1, ScriptedClient.CHANNEL, Start.BEGINNING));
        client.on(new ClientEvent.ConnectRequested());
        assertThat(client.effects(RequestToken.class)).containsExactly(new RequestToken(1, TokenReason.CONNECT));

        client.on(new ClientEvent.TokenReceived(1, new Token("t")));
        assertThat(client.effects(Dial.class)).containsExactly(new Dial(1));

        client.on(new ClientEvent.SocketOpened(1));
        assertThat(client.sent(ClientFrame.Hello.class))
                .containsExactly(new ClientFrame.Hello(
                        "t",
                        "d1",
                        "test/1",
                        null,
                        List.of(new ClientFrame.SubscriptionRequest(ScriptedClient.CHANNEL, Start.BEGINNING))));
        assertThat(client.states()).containsExactly(ConnectionState.CONNECTING);

        client.receive(1, ScriptedClient.welcome("c1"));
        assertThat(client.lastChange().to()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(client.lastChange().connection()).isEqualTo("c1");
    }

    @Test
    void givesUpAnAttemptThatIsNotWelcomedInTime() {
        client.on(new ClientEvent.ConnectRequested());
        client.on(new ClientEvent.TokenReceived(1, new Token("t")));

        client.pass(Duration.ofSeconds(10));

        assertThat(client.effects(Close.class)).containsExactly(new Close(1));
        assertThat(client.effects(ChangeState.class))
                .anySatisfy(effect -> assertThat(effect.change().ending()).isEqualTo(Ending.CONNECT_TIMEOUT));
    }

    @Test
    void asksForATokenAgainWhenThereIsNone() {
        client.on(new ClientEvent.ConnectRequested());

        client.on(new ClientEvent.TokenUnavailable(1)).pass(Duration.ofSeconds(1));

        assertThat(client.effects(RequestToken.class))
                .containsExactly(new RequestToken(1, TokenReason.CONNECT), new RequestToken(2, TokenReason.CONNECT));
    }

    @Test
    void waitsAsLongAsARefusedHandshakeAsks() {
        client.on(new ClientEvent.ConnectRequested());
        client.on(new ClientEvent.TokenReceived(1, new Token("t")));

        client.on(new ClientEvent.SocketEnded(1, new Ending(503, "HANDSHAKE_REFUSED"), Duration.ofSeconds(7)));

        assertThat(client.lastChange().retryIn()).isBetween(Duration.ofSeconds(7), Duration.ofMillis(7_500));
    }

    @Test
    void waitsLongerWithEachFailureAndStartsAnewAfterAWelcome() {
        client.on(new ClientEvent.ConnectRequested());
        Duration longest = Duration.ZERO;
        int link = 1;
        for (; link <= 12; link++) {
            client.on(new ClientEvent.TokenReceived(link, new Token("t")));
            client.lose(link);
            Duration retryIn = client.lastChange().retryIn();
            assertThat(retryIn).isLessThanOrEqualTo(Duration.ofMillis(500L << Math.min(link - 1, 6)));
            longest = longest.compareTo(retryIn) > 0 ? longest : retryIn;
            client.pass(retryIn);
        }
        assertThat(longest).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(30));

        client.join(link).lose(link);

        assertThat(client.lastChange().retryIn()).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Nested
    class WhenRefused {
        @Test
        void actsOnTheWordsOfTheServerNotOnTheNumber() {
            var open = ScriptedClient.connected();

            open.receive(1, new ServerFrame.Closing(4999, "INVENTED_LATER", true, 3_000));

            assertThat(open.effects(Close.class)).containsExactly(new Close(1));
            assertThat(open.lastChange().to()).isEqualTo(ConnectionState.WAITING);
            assertThat(open.lastChange().ending()).isEqualTo(new Ending(4999, "INVENTED_LATER"));
            assertThat(open.lastChange().retryIn()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_500));
        }

        @Test
        void staysClosedWhenTheServerSaysSo() {
            var open = ScriptedClient.connected();

            open.receive(1, ServerFrame.Closing.of(CloseCode.REVOKED, 0)).pass(Duration.ofDays(1));

            assertThat(open.states()).containsExactly(ConnectionState.CLOSED);
            assertThat(open.effects(RequestToken.class)).isEmpty();
        }

        @Test
        void asksThreeTimesForAnotherTokenAndThenCloses() {
            client.on(new ClientEvent.ConnectRequested());

            for (int link = 1; link <= 4; link++) {
                client.on(new ClientEvent.TokenReceived(link, new Token("bad")));
                client.on(new ClientEvent.SocketOpened(link));
                client.receive(link, ServerFrame.Closing.of(CloseCode.INVALID_TOKEN, 0));
                client.pass(Duration.ofSeconds(5));
            }

            assertThat(client.effects(RequestToken.class))
                    .extracting(RequestToken::reason)
                    .containsExactly(
                            TokenReason.CONNECT, TokenReason.REJECTED, TokenReason.REJECTED, TokenReason.REJECTED);
            assertThat(client.lastChange().to()).isEqualTo(ConnectionState.CLOSED);
            assertThat(client.lastChange().ending()).isEqualTo(new Ending(4004, "INVALID_TOKEN"));
        }

        @Test
        void countsRejectedTokensAnewAfterAWelcome() {
            client.on(new ClientEvent.ConnectRequested());
            for (int link = 1; link <= 8; link += 2) {
                client.on(new ClientEvent.TokenReceived(link, new Token("bad")));
                client.on(new ClientEvent.SocketOpened(link));
                client.receive(link, ServerFrame.Closing.of(CloseCode.INVALID_TOKEN, 0));
                client.pass(Duration.ofSeconds(5));
                client.join(link + 1).lose(link + 1).pass(Duration.ofSeconds(5));
            }

            assertThat(client.states()).doesNotContain(ConnectionState.CLOSED);
        }

        @Test
        void asksForAFreshTokenWhenTheOldOneExpired() {
            var open = ScriptedClient.connected();

            open.receive(1, ServerFrame.Closing.of(CloseCode.TOKEN_EXPIRED, 0)).pass(Duration.ofSeconds(1));

            assertThat(open.effects(RequestToken.class)).containsExactly(new RequestToken(2, TokenReason.EXPIRED));
        }
    }
}
