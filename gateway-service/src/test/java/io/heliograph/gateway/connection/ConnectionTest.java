package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.gateway.authentication.Grants;
import io.heliograph.gateway.connection.ConnectionFixture.Client;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final ChannelName ROOM = new ChannelName("room:1");
    private static final ChannelName OWN = new ChannelName("user:ann");

    private final ConnectionFixture gateway = new ConnectionFixture();

    @Nested
    class WhenAwaitingHello {
        @Test
        void closesAfterTheTimeout() {
            Client client = gateway.connect();

            gateway.pass(Duration.ofSeconds(4));
            assertThat(client.closed).isNull();

            gateway.pass(Duration.ofSeconds(2));
            assertThat(client.closed).isEqualTo(CloseCode.HELLO_TIMEOUT);
            assertThat(client.received).containsExactly(ServerFrame.Closing.of(CloseCode.HELLO_TIMEOUT, 0));
        }

        @Test
        void closesForNowWhenTokensCannotBeChecked() {
            Client client = gateway.open("unavailable");

            assertThat(client.received).containsExactly(ServerFrame.Closing.of(CloseCode.OVERLOADED, 5_000));
        }
    }

    @Nested
    class WhenOpen {
        @Test
        void pingsAClientThatHasNothingToReceive() {
            Client client = gateway.open("ann");

            gateway.pass(Duration.ofSeconds(26));

            assertThat(client.all(ServerFrame.Ping.class)).hasSize(1);
        }

        @Test
        void pingsAClientThatOnlyReceives() {
            Client client = gateway.open("ann");

            IntStream.range(0, 26).forEach(_ -> {
                gateway.pass(Duration.ofSeconds(1));
                client.connection.send(new ServerFrame.Published("1", "id"));
            });

            assertThat(client.all(ServerFrame.Ping.class)).hasSize(1);
        }

        @Test
        void closesAClientThatStaysSilent() {
            Client client = gateway.open("ann");

            gateway.pass(Duration.ofSeconds(63));

            assertThat(client.closed).isEqualTo(CloseCode.HEARTBEAT_TIMEOUT);
        }

        @Test
        void keepsAClientThatAnswers() {
            Client client = gateway.open("ann");

            IntStream.range(0, 10).forEach(_ -> {
                gateway.pass(Duration.ofSeconds(25));
                client.say(new ClientFrame.Pong());
            });

            assertThat(client.closed).isNull();
        }

        @Test
        void closesThirtySecondsAfterTheTokenExpired() {
            Client client = gateway.open("ann:expires-in:10");

            gateway.pass(Duration.ofSeconds(39));
            assertThat(client.closed).isNull();

            gateway.pass(Duration.ofSeconds(2));
            assertThat(client.closed).isEqualTo(CloseCode.TOKEN_EXPIRED);
        }

        @Test
        void writesNothingAfterItIsClosed() {
            Client client = gateway.open("ann:expires-in:-29", at(ROOM, Start.DEFAULT));
            gateway.pass(Duration.ofSeconds(2));
            int before = client.received.size();

            client.connection.send(new ServerFrame.Ping());

            assertThat(client.received).hasSize(before);
            assertThat(gateway.log.lines()).containsExactly("opened ann", "closed ann 4005");
        }
    }

    @Nested
    class WhenARoomIsLarge {
        private static final int SUBSCRIBERS = 1_200;

        @Test
        void writesWhatCameTogetherWithOneFlushEach() {
            List<Client> clients = IntStream.range(0, SUBSCRIBERS)
                    .mapToObj(_ -> gateway.open("ann", at(ROOM, Start.DEFAULT)))
                    .toList();
            clients.forEach(client -> client.flushes = 0);

            gateway.arrive(List.of(
                    gateway.store.append(ROOM, "1"), gateway.store.append(ROOM, "2"), gateway.store.append(ROOM, "3")));

            assertThat(clients).allSatisfy(client -> {
                assertThat(client.all(ServerFrame.Message.class))
                        .extracting(ServerFrame.Message::offset)
                        .containsExactly(1L, 2L, 3L);
                assertThat(client.flushes).isEqualTo(1);
            });
        }
    }

    @Nested
    class WhenRefreshing {
        @Test
        void livesAsLongAsTheNewToken() {
            Client client = gateway.open("ann:expires-in:10");

            client.say(new ClientFrame.Refresh("r", "ann:expires-in:3600"));
            gateway.pass(Duration.ofSeconds(50));

            assertThat(client.closed).isNull();
            assertThat(client.all(ServerFrame.Refreshed.class)).hasSize(1);
        }

        @Test
        void closesWhenTheTokenIsSomeoneElses() {
            Client client = gateway.open("ann");

            client.say(new ClientFrame.Refresh("r", "bob"));

            assertThat(client.closed).isEqualTo(CloseCode.INVALID_TOKEN);
        }

        @Test
        void endsWhatTheNewTokenDoesNotAllow() {
            gateway.tokens.grant("ann:expires-in:60", Grants.NONE);
            Client client = gateway.open("ann", at(ROOM, Start.DEFAULT), at(OWN, Start.DEFAULT));

            client.say(new ClientFrame.Refresh("r", "ann:expires-in:60"));

            assertThat(client.all(ServerFrame.Reset.class)).containsExactly(ServerFrame.Reset.denied(null, ROOM));
        }
    }

    @Nested
    class WhenSubscribing {
        @Test
        void startsOnTheOwnChannelAfterTheLastAcknowledgement() {
            IntStream.range(0, 5).forEach(_ -> gateway.store.append(OWN, "{}"));
            gateway.store.acknowledge(OWN, gateway.store.head(OWN).at(3));

            Client client = gateway.open("ann", at(OWN, Start.DEFAULT));

            assertThat(client.all(ServerFrame.Message.class))
                    .extracting(ServerFrame.Message::offset)
                    .containsExactly(4L, 5L);
        }

        @Test
        void startsElsewhereAtTheHead() {
            gateway.store.append(ROOM, "{}");

            Client client = gateway.open("ann", at(ROOM, Start.DEFAULT));

            assertThat(client.all(ServerFrame.Message.class)).isEmpty();
        }

        @Test
        void deliversWhatHasExpiredAsSkipped() {
            gateway.store.append(ROOM, "{}", Instant.EPOCH);

            Client client = gateway.open("ann", at(ROOM, Start.BEGINNING));

            assertThat(client.all(ServerFrame.Skipped.class)).hasSize(1);
        }

        @Test
        void goesOnPendingWhileTheStoreIsAwayAndIsFilledLater() {
            gateway.store.append(ROOM, "{}");
            gateway.store.append(ROOM, "{}");
            Position head = gateway.store.head(ROOM);
            gateway.store.goAway(true);
            Client client = gateway.open("ann", at(ROOM, new Start.After(head.at(1))));

            assertThat(client.all(ServerFrame.Subscribed.class))
                    .containsExactly(new ServerFrame.Subscribed(null, ROOM, head.at(1), head.at(1), true, true));

            gateway.store.goAway(false);
            gateway.runDelayed();

            assertThat(client.all(ServerFrame.Subscribed.class)).hasSize(1);
            assertThat(client.all(ServerFrame.Message.class))
                    .extracting(ServerFrame.Message::offset)
                    .containsExactly(2L);
        }

        @Test
        void saysWhereAPendingSubscriptionStartsOnceItIsKnown() {
            gateway.store.append(ROOM, "{}");
            gateway.store.goAway(true);
            Client client = gateway.open("ann", at(ROOM, Start.DEFAULT));

            gateway.store.goAway(false);
            gateway.runDelayed();

            assertThat(client.all(ServerFrame.Subscribed.class))
                    .extracting(ServerFrame.Subscribed::position)
                    .containsExactly(Position.BEGINNING, gateway.store.head(ROOM));
        }

        @Test
        void ignoresAcknowledgementsOfAPositionThatTheStoreHasNotConfirmed() {
            gateway.store.goAway(true);
            var claimed = new Position(7, 7);
            Client client = gateway.open("ann", at(ROOM, new Start.After(claimed)));

            client.say(new ClientFrame.Acknowledge(Map.of(ROOM, claimed)));

            assertThat(gateway.acknowledgements.lines()).isEmpty();
        }

        @Test
        void closesAClientThatDoesNotReadButPacesWhatItCatchesUp() {
            IntStream.range(0, 300).forEach(_ -> gateway.store.append(ROOM, "{}"));
            Client client = gateway.connect();
            client.say(new ClientFrame.Hello("ann", null, null, null, List.of()));
            client.writable = false;

            client.say(new ClientFrame.Subscribe("s", List.of(at(ROOM, Start.BEGINNING))));
            assertThat(client.closed).isNull();

            client.writable = true;
            client.connection.onWritable();
            gateway.run();
            assertThat(client.all(ServerFrame.Message.class)).hasSize(300);

            client.writable = false;
            IntStream.range(0, 9).forEach(_ -> client.connection.send(new ServerFrame.Ping()));
            assertThat(client.closed).isEqualTo(CloseCode.SLOW_CONSUMER);
        }
    }

    @Nested
    class WhenPublishing {
        @Test
        void refusesWhereThereIsNoGrant() {
            Client client = gateway.open("ann");

            client.say(publish(new ChannelName("user:bob")));

            assertThat(client.all(ServerFrame.Failed.class))
                    .extracting(ServerFrame.Failed::code)
                    .containsExactly("forbidden");
        }

        @Test
        void saysThatItIsUnavailableWhileKafkaIsAway() {
            gateway.published.goAway(true);
            Client client = gateway.open("ann");

            client.say(publish(ROOM));

            assertThat(client.all(ServerFrame.Failed.class))
                    .extracting(ServerFrame.Failed::code)
                    .containsExactly("unavailable");
        }

        private ClientFrame.Publish publish(ChannelName channel) {
            return new ClientFrame.Publish("1", channel, "id", "chat", null, JsonBytes.of("{}"));
        }
    }

    @Nested
    class WhenItNamesAPredecessor {
        @Test
        void closesItWhenItIsOfTheSameUserAndDevice() {
            Client old = gateway.open("ann");

            succeed("ann", "d1");

            assertThat(old.closed).isEqualTo(CloseCode.REPLACED);
        }

        @Test
        void leavesOthersAlone() {
            Client old = gateway.open("ann");

            succeed("bob", "d1");
            succeed("ann", "d2");

            assertThat(old.closed).isNull();
        }

        @Test
        void waitsUntilItHasCaughtUp() {
            Client old = gateway.open("ann");
            gateway.store.goAway(true);
            gateway.connect().say(new ClientFrame.Hello("ann", "d1", null, "c1", List.of(at(ROOM, Start.DEFAULT))));
            assertThat(old.closed).isNull();

            gateway.store.goAway(false);
            gateway.runDelayed();

            assertThat(old.closed).isEqualTo(CloseCode.REPLACED);
        }

        private void succeed(String token, String device) {
            gateway.connect().say(new ClientFrame.Hello(token, device, null, "c1", List.of()));
        }
    }

    private static SubscriptionRequest at(ChannelName channel, Start start) {
        return new SubscriptionRequest(channel, start);
    }
}
