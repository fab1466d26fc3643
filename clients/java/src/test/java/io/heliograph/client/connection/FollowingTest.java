package io.heliograph.client.connection;

import static io.heliograph.client.connection.ScriptedClient.CHANNEL;
import static io.heliograph.client.connection.ScriptedClient.at;
import static io.heliograph.client.connection.ScriptedClient.message;
import static io.heliograph.client.connection.ScriptedClient.subscribed;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.client.subscription.AcknowledgeMode;
import io.heliograph.client.subscription.Message;
import io.heliograph.client.subscription.SubscriptionEvent;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private final ScriptedClient client = ScriptedClient.following(at(5));

    @Test
    void deliversWhatFollowsAndDropsWhatWasApplied() {
        client.receive(1, message(6))
                .receive(1, message(6))
                .receive(1, message(4))
                .receive(1, message(7));

        assertThat(offsets(client)).containsExactly(6L, 7L);
    }

    @Test
    void movesOverSkippedOffsets() {
        client.receive(1, new ServerFrame.Skipped(CHANNEL, ScriptedClient.EPOCH, 4, 8))
                .receive(1, message(9));

        assertThat(client.delivered())
                .startsWith(new SubscriptionEvent.Skipped(ScriptedClient.EPOCH, 4, 8))
                .hasSize(2);
        assertThat(offsets(client)).containsExactly(9L);
    }

    @Test
    void ignoresChannelsThatItDoesNotFollow() {
        client.on(new ClientEvent.UnsubscribeRequested(1));

        client.receive(1, message(6));

        assertThat(client.delivered()).isEmpty();
    }

    @Test
    void resumesAfterTheLastAppliedMessageOnTheNextConnection() {
        client.receive(1, message(6)).lose(1).pass(Duration.ofSeconds(1)).join(2);

        assertThat(client.sent(ClientFrame.Hello.class))
                .singleElement()
                .satisfies(hello -> assertThat(hello.subscribe())
                        .containsExactly(new SubscriptionRequest(CHANNEL, new Start.After(at(6)))));
    }

    @Test
    void asksAgainAsAtFirstWhenTheServerNeverSaidWhereItStarts() {
        var fresh = new ScriptedClient();
        fresh.on(new ClientEvent.SubscribeRequested(1, CHANNEL, Start.BEGINNING));
        fresh.on(new ClientEvent.ConnectRequested()).join(1);
        fresh.receive(1, new ServerFrame.Subscribed(null, CHANNEL, Position.BEGINNING, Position.BEGINNING, true, true));

        fresh.lose(1).pass(Duration.ofSeconds(1)).join(2);

        assertThat(fresh.sent(ClientFrame.Hello.class).getLast().subscribe())
                .containsExactly(new SubscriptionRequest(CHANNEL, Start.BEGINNING));
    }

    @Test
    void takesWhateverComesFirstOfAPendingSubscription() {
        var fresh = new ScriptedClient();
        fresh.on(new ClientEvent.SubscribeRequested(1, CHANNEL, Start.DEFAULT));
        fresh.on(new ClientEvent.ConnectRequested()).join(1);
        fresh.receive(1, new ServerFrame.Subscribed(null, CHANNEL, Position.BEGINNING, Position.BEGINNING, true, true));

        fresh.receive(1, message(21)).receive(1, message(22));

        assertThat(offsets(fresh)).containsExactly(21L, 22L);
    }

    @Test
    void asksForMoreChannelsThanAHelloHoldsAfterIt() {
        var many = new ScriptedClient();
        IntStream.rangeClosed(1, 200)
                .forEach(i ->
                        many.on(new ClientEvent.SubscribeRequested(i, new ChannelName("room:" + i), Start.DEFAULT)));

        many.on(new ClientEvent.ConnectRequested()).join(1);

        int asked = many.sent(ClientFrame.Hello.class).getFirst().subscribe().size()
                + many.sent(ClientFrame.Subscribe.class).stream()
                        .mapToInt(frame -> frame.subscribe().size())
                        .sum();
        assertThat(asked).isEqualTo(200);
        assertThat(many.sent(ClientFrame.Subscribe.class)).hasSize(2);
    }

    @Nested
    class AfterAJump {
        @Test
        void subscribesAgainWithItsPosition() {
            client.receive(1, message(8));

            assertThat(client.delivered()).isEmpty();
            assertThat(client.sent(ClientFrame.Unsubscribe.class))
                    .containsExactly(new ClientFrame.Unsubscribe(List.of(CHANNEL)));
            assertThat(client.sent(ClientFrame.Subscribe.class))
                    .containsExactly(new ClientFrame.Subscribe(
                            "s1", List.of(new SubscriptionRequest(CHANNEL, new Start.After(at(5))))));
        }

        @Test
        void ignoresWhatWasUnderWayUntilTheAnswer() {
            client.receive(1, message(8)).receive(1, message(6)).receive(1, message(9));
            client.receive(1, subscribed("s1", at(5)));

            client.receive(1, message(6)).receive(1, message(7));

            assertThat(offsets(client)).containsExactly(6L, 7L);
        }

        @Test
        void treatsAnotherEpochAlike() {
            client.receive(1, message(8, 6));

            assertThat(client.sent(ClientFrame.Subscribe.class)).hasSize(1);
        }

        @Test
        void asksAServerThatAlwaysJumpsOncePerSecond() {
            for (int i = 0; i < 30; i++) {
                int asked = client.sent(ClientFrame.Subscribe.class).size();
                client.receive(1, message(8)).receive(1, subscribed("s" + asked, at(5)));
                client.pass(Duration.ofMillis(100));
            }

            assertThat(client.sent(ClientFrame.Subscribe.class)).hasSizeBetween(2, 4);
        }
    }

    @Nested
    class AfterAReset {
        @Test
        void tellsOfTheGapAndGoesOnAfterIt() {
            client.receive(1, new ServerFrame.Reset(null, CHANNEL, ResetReason.RETENTION, at(40)));
            client.receive(1, message(41));

            assertThat(client.delivered()).startsWith(new SubscriptionEvent.Gap(ResetReason.RETENTION, at(40)));
            assertThat(offsets(client)).containsExactly(41L);
        }

        @Test
        void goesOnInAnotherLifeOfTheChannel() {
            client.receive(1, new ServerFrame.Reset(null, CHANNEL, ResetReason.EPOCH, new Position(8, 3)));
            client.receive(1, message(8, 4));

            assertThat(offsets(client)).containsExactly(4L);
        }

        @Test
        void endsADeniedSubscription() {
            client.receive(1, ServerFrame.Reset.denied(null, CHANNEL));
            client.lose(1).pass(Duration.ofSeconds(1)).join(2);

            assertThat(client.delivered())
                    .containsExactly(new SubscriptionEvent.Ended("denied", "not, or no longer, allowed"));
            assertThat(client.sent(ClientFrame.Hello.class).getLast().subscribe())
                    .isEmpty();
        }
    }

    @Nested
    class WhenSubscribingFails {
        private final ScriptedClient connected = ScriptedClient.connected();

        @Test
        void triesAgainWhenTheServerCannotNow() {
            connected.on(new ClientEvent.SubscribeRequested(1, CHANNEL, Start.DEFAULT));
            connected.receive(1, ServerFrame.Failed.of("s1", ProblemCode.RATE_LIMITED, "slower"));
            connected.pass(Duration.ofSeconds(1));

            assertThat(connected.sent(ClientFrame.Subscribe.class))
                    .extracting(ClientFrame.Subscribe::ref)
                    .containsExactly("s1", "s2");
        }

        @Test
        void endsTheSubscriptionWhenTheServerWillNot() {
            connected.on(new ClientEvent.SubscribeRequested(1, CHANNEL, Start.DEFAULT));

            connected.receive(1, ServerFrame.Failed.of("s1", ProblemCode.TOO_MANY_CHANNELS, "200", CHANNEL));

            assertThat(connected.delivered()).containsExactly(new SubscriptionEvent.Ended("too_many_channels", "200"));
        }
    }

    @Nested
    class Acknowledging {
        @Test
        void tellsOnceASecondHowFarItIs() {
            client.receive(1, message(6)).receive(1, message(7)).pass(Duration.ofMillis(999));
            assertThat(client.sent(ClientFrame.Acknowledge.class)).isEmpty();

            client.pass(Duration.ofMillis(1));
            assertThat(client.sent(ClientFrame.Acknowledge.class))
                    .containsExactly(new ClientFrame.Acknowledge(Map.of(CHANNEL, at(7))));
        }

        @Test
        void tellsEvery32Messages() {
            for (int offset = 6; offset < 6 + 64; offset++) {
                client.receive(1, message(offset));
            }

            assertThat(client.sent(ClientFrame.Acknowledge.class))
                    .containsExactly(
                            new ClientFrame.Acknowledge(Map.of(CHANNEL, at(37))),
                            new ClientFrame.Acknowledge(Map.of(CHANNEL, at(69))));
        }

        @Test
        void staysBelowTheRateOfFramesHoweverFastMessagesCome() {
            for (int offset = 6; offset < 10_006; offset++) {
                client.receive(1, message(offset));
            }
            client.pass(Duration.ofSeconds(1));

            assertThat(client.sent(ClientFrame.Acknowledge.class)).hasSizeLessThan(60);
            assertThat(client.sent(ClientFrame.Acknowledge.class).getLast())
                    .isEqualTo(new ClientFrame.Acknowledge(Map.of(CHANNEL, at(10_005))));
        }

        @Test
        void tellsTheNextConnectionWhatTheLostOneMayNotHaveHeard() {
            client.receive(1, message(6)).pass(Duration.ofSeconds(1)).lose(1);
            client.forget();

            client.pass(Duration.ofSeconds(1)).join(2).pass(Duration.ofSeconds(1));

            assertThat(client.sent(ClientFrame.Acknowledge.class))
                    .containsExactly(new ClientFrame.Acknowledge(Map.of(CHANNEL, at(6))));
        }

        @Test
        void tellsBeforeItUnsubscribes() {
            client.receive(1, message(6)).on(new ClientEvent.UnsubscribeRequested(1));

            assertThat(client.sent(ClientFrame.class))
                    .containsExactly(
                            new ClientFrame.Acknowledge(Map.of(CHANNEL, at(6))),
                            new ClientFrame.Unsubscribe(List.of(CHANNEL)));
        }

        @Test
        void waitsForTheApplicationWhenItAcknowledgesByItself() {
            var manual = ScriptedClient.following(AcknowledgeMode.MANUAL, at(5));
            manual.receive(1, message(6)).receive(1, message(7)).pass(Duration.ofSeconds(2));
            assertThat(manual.sent(ClientFrame.Acknowledge.class)).isEmpty();

            manual.on(new ClientEvent.AcknowledgeRequested(1, at(6))).pass(Duration.ofSeconds(1));
            assertThat(manual.sent(ClientFrame.Acknowledge.class))
                    .containsExactly(new ClientFrame.Acknowledge(Map.of(CHANNEL, at(6))));
        }

        @Test
        void saysNothingWithoutADevice() {
            var anonymous = new ScriptedClient(new ClientSettings(
                    null, "test/1", Duration.ofSeconds(10), Backoff.DEFAULT, AcknowledgeMode.AUTOMATIC));
            anonymous.on(new ClientEvent.SubscribeRequested(1, CHANNEL, new Start.After(at(5))));
            anonymous.on(new ClientEvent.ConnectRequested()).join(1).receive(1, subscribed(null, at(5)));

            anonymous.receive(1, message(6)).on(new ClientEvent.AcknowledgeRequested(1, at(6)));
            anonymous.pass(Duration.ofSeconds(2));

            assertThat(anonymous.sent(ClientFrame.Acknowledge.class)).isEmpty();
        }
    }

    private static List<Long> offsets(ScriptedClient client) {
        return client.delivered().stream()
                .filter(Message.class::isInstance)
                .map(event -> ((Message) event).offset())
                .toList();
    }
}
