package io.heliograph.gateway.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.ChannelPattern;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ClientFrame.SubscriptionRequest;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.authentication.Grants;
import io.heliograph.gateway.connection.ConnectionFixture.Client;
import io.heliograph.gateway.lifecycle.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** State, transient publications, members, activity and history over a connection, docs/protocol.md §3.4 and §3.8–3.11. */
class SignalsTest {
    private static final ChannelName ROOM = new ChannelName("room:1");
    private static final ChannelName LIVE = new ChannelName("live:1");
    private static final JsonBytes DATA = JsonBytes.of("{\"a\":1}");

    private final ConnectionFixture gateway = new ConnectionFixture();

    @Nested
    class WhenSubscribedToAChannelWithState {
        @Test
        void getsWhatIsThereAndThenWhatChanges() {
            gateway.states.put(state("topic", 1, null, DATA));
            Client ann = subscribed();

            gateway.tick();
            gateway.arrive(state("topic", 2, 1L, DATA));
            gateway.tick();

            List<ServerFrame.State> frames = ann.all(ServerFrame.State.class);
            assertThat(frames).hasSize(2);
            assertThat(frames.getFirst().complete()).containsExactly(ROOM);
            assertThat(frames.getLast().values())
                    .singleElement()
                    .satisfies(value -> assertThat(value.version()).isEqualTo(new Version(1, 2)));
        }

        @Test
        void getsNothingBeforeItIsToldThatItIsSubscribed() {
            gateway.states.put(state("topic", 1, null, DATA));
            gateway.store.holdAnswers();
            Client ann = subscribed();
            gateway.tick();
            gateway.arrive(state("topic", 2, 1L, DATA));
            gateway.tick();
            assertThat(ann.received).hasOnlyElementsOfType(ServerFrame.Welcome.class);

            gateway.store.answer();
            gateway.run();
            gateway.tick();

            assertThat(ann.received)
                    .extracting(frame -> frame.getClass().getSimpleName())
                    .containsExactly("Welcome", "Subscribed", "State");
        }

        @Test
        void getsItWhileTheStoreIsAway() {
            gateway.states.put(state("topic", 1, null, DATA));
            gateway.store.goAway(true);
            Client ann = subscribed();
            gateway.tick();

            gateway.store.goAway(false);
            gateway.runDelayed();
            gateway.tick();

            assertThat(ann.all(ServerFrame.Subscribed.class)).hasSize(1);
            assertThat(ann.all(ServerFrame.State.class)).hasSize(1);
        }

        @Test
        void asksAgainUntilRedisIsBack() {
            gateway.states.goAway(true);
            Client ann = subscribed();
            gateway.tick();
            assertThat(ann.all(ServerFrame.State.class)).isEmpty();

            gateway.states.goAway(false);
            gateway.tick();
            gateway.tick();

            assertThat(ann.all(ServerFrame.State.class)).hasSize(1);
        }

        @Test
        void readsTheStateOnceForAllConnectionsOfTheLoop() {
            subscribed();
            gateway.tick();
            subscribed();
            gateway.tick();

            assertThat(gateway.states.reads()).isEqualTo(1);
        }
    }

    @Nested
    class WhenPublishing {
        @Test
        void doesNotGetATransientPublicationThatHasExpiredMeanwhile() {
            Client ann = subscribed();
            Instant expiresAt = gateway.clock.instant().plusSeconds(10);
            gateway.signals.onTransient(transientSignal(expiresAt));
            gateway.clock.pass(Duration.ofSeconds(10));
            gateway.run();

            assertThat(ann.all(ServerFrame.TransientMessage.class)).isEmpty();
            assertThat(gateway.meters
                            .counter("heliograph_frames_dropped", "durability", "transient", "reason", "expired")
                            .count())
                    .isOne();
        }

        @Test
        void handsATransientPublicationToThePods() {
            Client ann = subscribed();

            ann.say(publish(null, Durability.TRANSIENT, null, null));

            assertThat(gateway.pods.signals())
                    .singleElement()
                    .satisfies(signal -> assertThat(signal.user()).isEqualTo("ann"));
            assertThat(ann.all(ServerFrame.Published.class)).isEmpty();
        }

        @Test
        void answersATransientPublicationWithARef() {
            Client ann = subscribed();

            ann.say(publish("1", Durability.TRANSIENT, null, null));

            assertThat(ann.all(ServerFrame.Published.class)).containsExactly(new ServerFrame.Published("1", null));
        }

        @Test
        void writesALatestValueToTheSignals() {
            Client ann = subscribed();

            ann.say(publish("1", Durability.LATEST, "topic", "i"));

            assertThat(gateway.published.topics()).containsExactly(Topic.SIGNALS);
            assertThat(ann.all(ServerFrame.Published.class)).containsExactly(new ServerFrame.Published("1", "i"));
        }

        @Test
        void refusesTheKeysOfServices() {
            Client ann = subscribed();

            ann.say(publish("1", Durability.LATEST, "member:bob", "i"));

            assertThat(ann.all(ServerFrame.Failed.class))
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.code()).isEqualTo("forbidden"));
        }

        @Test
        void getsWhatOthersPublishTransiently() {
            Client ann = subscribed();

            gateway.signals.onTransient(transientSignal(Instant.now().plusSeconds(10)));
            gateway.signals.onTransient(transientSignal(Instant.now().minusSeconds(1)));
            gateway.run();

            assertThat(ann.all(ServerFrame.TransientMessage.class)).hasSize(1);
        }

        @Test
        void reachesThoseOnThisGatewayWhileRedisIsAway() {
            Client ann = subscribed();
            Client bob = gateway.open("bob", new SubscriptionRequest(ROOM, Start.DEFAULT));
            gateway.pods.goAway(true);

            ann.say(publish("1", Durability.TRANSIENT, null, null));

            assertThat(bob.all(ServerFrame.TransientMessage.class)).hasSize(1);
            assertThat(ann.all(ServerFrame.Published.class)).hasSize(1);
        }

        @Test
        void isToldWhenATransientPublicationReachesNobody() {
            Client ann = gateway.open("ann");
            gateway.pods.goAway(true);

            ann.say(publish("1", Durability.TRANSIENT, null, null));

            assertThat(ann.all(ServerFrame.Failed.class))
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.code()).isEqualTo("unavailable"));
        }

        @Test
        void losesTransientPublicationsWhenItIsSlow() {
            Client ann = subscribed();
            ann.writable = false;

            gateway.signals.onTransient(transientSignal(Instant.now().plusSeconds(10)));
            gateway.run();
            ann.writable = true;
            ann.connection.onWritable();

            assertThat(ann.all(ServerFrame.TransientMessage.class)).isEmpty();
        }
    }

    @Nested
    class WhenEntering {
        @Test
        void isAMemberOnceKafkaHasIt() {
            Client ann = subscribed();

            ann.say(new ClientFrame.Enter("1", ROOM, DATA));

            assertThat(ann.all(ServerFrame.Presence.class)).containsExactly(new ServerFrame.Presence("1", ROOM, true));
            assertThat(memberships())
                    .singleElement()
                    .satisfies(event -> assertThat(event)
                            .contains("\"channel\":\"room:1\"", "\"user\":\"ann\"", "\"data\":{\"a\":1}"));
        }

        @Test
        void isToldOnceKafkaIsBack() {
            Client ann = subscribed();
            gateway.memberships.goAway(true);

            ann.say(new ClientFrame.Enter("1", ROOM, null));
            assertThat(ann.all(ServerFrame.Presence.class)).isEmpty();

            gateway.memberships.goAway(false);
            gateway.run();
            assertThat(ann.all(ServerFrame.Presence.class)).containsExactly(new ServerFrame.Presence("1", ROOM, true));
        }

        @Test
        void hasNotEnteredWhenThatCannotBeTold() {
            Client ann = subscribed();
            gateway.memberships.fill(true);
            ann.say(new ClientFrame.Enter("1", ROOM, null));
            gateway.memberships.fill(false);

            ann.say(new ClientFrame.Enter("2", ROOM, null));

            assertThat(ann.all(ServerFrame.Failed.class))
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.code()).isEqualTo("unavailable"));
            assertThat(gateway.memberships.offered())
                    .singleElement()
                    .satisfies(event -> assertThat(event.event().getType()).isEqualTo(EventType.MEMBERSHIP_ENTERED));
        }

        @Test
        void mayNotAskWithoutBoundWhileKafkaIsAway() {
            Client ann = subscribed();
            gateway.memberships.goAway(true);
            for (int i = 0; i < 64; i++) {
                gateway.pass(Duration.ofMillis(200));
                ann.say(new ClientFrame.Enter("e" + i, ROOM, null));
            }

            ann.say(new ClientFrame.Enter("one more", ROOM, null));
            ann.say(new ClientFrame.Leave("another", ROOM));

            assertThat(ann.all(ServerFrame.Failed.class))
                    .extracting(ServerFrame.Failed::code)
                    .containsExactly("rate_limited", "rate_limited");
            assertThat(gateway.memberships.offered()).hasSize(64);
        }

        @Test
        void leavesWhenTheConnectionEnds() {
            Client ann = subscribed();
            ann.say(new ClientFrame.Enter("1", ROOM, null));

            ann.connection.onSocketClosed(1001);

            assertThat(memberships().getLast()).contains("\"cause\":\"closed\"");
        }

        @Test
        void leavesWithItsSubscription() {
            Client ann = subscribed();
            ann.say(new ClientFrame.Enter("1", ROOM, null));

            ann.say(new ClientFrame.Unsubscribe(List.of(ROOM)));

            assertThat(memberships().getLast()).contains("\"cause\":\"left\"");
        }

        @Test
        void needsASubscriptionAndAKindWithMembers() {
            Client ann = gateway.open("ann", new SubscriptionRequest(new ChannelName("user:ann"), Start.DEFAULT));

            ann.say(new ClientFrame.Enter("1", ROOM, null));
            ann.say(new ClientFrame.Enter("2", new ChannelName("user:ann"), null));

            assertThat(ann.all(ServerFrame.Failed.class))
                    .extracting(ServerFrame.Failed::code)
                    .containsExactly("not_subscribed", "unsupported_durability");
            assertThat(memberships()).isEmpty();
        }

        @Test
        void mayLeaveWhatWasNotEntered() {
            Client ann = subscribed();

            ann.say(new ClientFrame.Leave("1", ROOM));

            assertThat(ann.all(ServerFrame.Presence.class)).containsExactly(new ServerFrame.Presence("1", ROOM, false));
            assertThat(memberships()).isEmpty();
        }
    }

    @Test
    void subscribesAtOnceWhereNothingIsKept() {
        gateway.tokens.grant("ann", new Grants(List.of(new ChannelPattern("live:*")), List.of(), List.of()));
        gateway.store.goAway(true);

        Client ann = gateway.open("ann", new SubscriptionRequest(LIVE, Start.DEFAULT));
        gateway.tick();

        assertThat(ann.all(ServerFrame.Subscribed.class))
                .containsExactly(
                        new ServerFrame.Subscribed(null, LIVE, Position.BEGINNING, Position.BEGINNING, true, false));
        assertThat(ann.all(ServerFrame.State.class)).hasSize(1);
    }

    @Test
    void countsSubscriptionsByKindAndTimesThoseThatResume() {
        gateway.store.append(ROOM, "1");
        Position head = gateway.store.head(ROOM);
        gateway.open("ann", new SubscriptionRequest(ROOM, new Start.After(head)));
        gateway.open("ann", new SubscriptionRequest(new ChannelName("nokind:1"), Start.DEFAULT));

        assertThat(gateway.meters
                        .counter("heliograph.subscribe", "kind", "room", "result", "resumed")
                        .count())
                .isOne();
        assertThat(gateway.meters
                        .counter("heliograph.subscribe", "kind", "unknown", "result", "denied")
                        .count())
                .isOne();
        assertThat(gateway.meters.timer("heliograph.resume.duration").count()).isOne();
    }

    @Test
    void tellsThatThePersonIsIdle() {
        Client ann = subscribed();

        ann.say(new ClientFrame.Activity(true));
        ann.say(new ClientFrame.Activity(false));
        gateway.pass(Duration.ofSeconds(1));
        assertThat(gateway.log.lines()).doesNotContain("idle ann");

        ann.say(new ClientFrame.Activity(true));
        gateway.pass(Duration.ofSeconds(1));
        assertThat(gateway.log.lines()).contains("idle ann");
    }

    @Test
    void pagesBackThroughTheHistory() {
        for (int i = 1; i <= 5; i++) {
            gateway.store.append(ROOM, Integer.toString(i));
        }
        Client ann = subscribed();

        ann.say(new ClientFrame.History("1", ROOM, null, 2));
        ServerFrame.History last = ann.all(ServerFrame.History.class).getLast();
        ann.say(new ClientFrame.History("2", ROOM, last.position(), 100));
        ServerFrame.History before = ann.all(ServerFrame.History.class).getLast();

        assertThat(last.frames()).hasSize(2);
        assertThat(last.more()).isTrue();
        assertThat(before.frames()).hasSize(3);
        assertThat(before.more()).isFalse();
    }

    @Test
    void readsNoHistoryWithoutAGrant() {
        Client ann = subscribed();

        ann.say(new ClientFrame.History("1", new ChannelName("user:bob"), null, 2));

        assertThat(ann.all(ServerFrame.Failed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.code()).isEqualTo("forbidden"));
    }

    @Test
    void endsAConnectionOnAnotherGatewayThatItReplaces() {
        Client ann = gateway.connect();

        ann.say(new ClientFrame.Hello("ann", "d1", null, "c-elsewhere", List.of()));

        assertThat(gateway.pods.closed()).containsExactly("ann d1 c-elsewhere REPLACED");
    }

    @Test
    void mayPublishTransientlyOnlyWhereTheKindAllowsIt() {
        Client ann = subscribed();

        ann.say(new ClientFrame.Publish("1", LIVE, Durability.DURABLE, null, "i", "t", null, DATA));

        assertThat(ann.all(ServerFrame.Failed.class)).isNotEmpty();
        assertThat(gateway.pods.signals()).isEmpty();
    }

    private Client subscribed() {
        return gateway.open("ann", new SubscriptionRequest(ROOM, Start.DEFAULT));
    }

    private List<String> memberships() {
        return gateway.memberships.offered().stream()
                .map(OutgoingEvent::event)
                .map(event -> new String(event.getData().toBytes(), StandardCharsets.UTF_8))
                .toList();
    }

    private static ClientFrame.Publish publish(
            @Nullable String ref, Durability durability, @Nullable String key, @Nullable String id) {
        return new ClientFrame.Publish(ref, ROOM, durability, key, id, "t", null, DATA);
    }

    private static PodMessage.Transient transientSignal(Instant expiresAt) {
        return new PodMessage.Transient(ROOM, null, "typing", Instant.now(), expiresAt, "bob", null, DATA);
    }

    private static PodMessage.State state(String key, long number, @Nullable Long previous, @Nullable JsonBytes data) {
        return new PodMessage.State(
                ROOM,
                key,
                new Version(1, number),
                previous == null ? null : new Version(1, previous),
                "i",
                "t",
                Instant.EPOCH,
                null,
                null,
                data);
    }
}
