package io.heliograph.gateway.subscription;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.testing.CountedFrames;
import io.heliograph.gateway.testing.MemoryStore;
import io.heliograph.gateway.testing.PortDoubles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/** One channel on an event loop that does everything at once; the store is asked by streams when the test says so. */
final class StreamFixture {
    static final ChannelName CHANNEL = new ChannelName("room:1");
    private static final int PAGE = 100;

    final CountedFrames frames = new CountedFrames();

    private final MemoryStore store = new MemoryStore();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryEncoder encoder = new DeliveryEncoder(frames, InstantSource.system());
    private final List<Asked> asked = new ArrayList<>();
    private final List<Asked> unanswered = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private final LoopStreams streams = new LoopStreams(
            0,
            new LocalChannels(new PortDoubles.HeldRoutes()),
            new StreamContext(
                    Runnable::run,
                    (_, task) -> task.run(),
                    new DirectOutput(),
                    store,
                    new RecordedRepair(),
                    encoder,
                    new DeliveryMetrics(meters),
                    new SplittableRandom(1)));

    /** What a stream found missing. */
    record Asked(Position after, RepairTrigger trigger) {}

    /** A live subscription. */
    Client subscribe() {
        return subscribe(new From.AtHead(), true);
    }

    /** A subscription that takes nothing until the client has room. */
    Client subscribeSlowly(From from) {
        return subscribe(from, false);
    }

    private Client subscribe(From from, boolean hasRoom) {
        var client = new Client(hasRoom);
        clients.add(client);
        client.subscription = streams.subscribe(client, CHANNEL, from, null);
        return client;
    }

    void unsubscribeAll() {
        clients.forEach(client -> streams.unsubscribe(client.subscription()));
    }

    ChannelStream stream() {
        return Objects.requireNonNull(streams.find(CHANNEL));
    }

    /** Commits so many publications, without publishing them. @return the last */
    Publication store(int count) {
        for (int i = 1; i < count; i++) {
            store.append(CHANNEL, "{}");
        }
        return store.append(CHANNEL, "{}");
    }

    void drawNewEpoch() {
        store.drawNewEpoch(CHANNEL);
    }

    Position head() {
        return store.head(CHANNEL);
    }

    /** The wire brings it. */
    void arrive(Publication publication) {
        Delivery delivery = encoder.encode(publication);
        stream().onEntry(delivery);
        delivery.release();
    }

    List<Asked> asked() {
        return asked;
    }

    boolean isQuestionUnderWay() {
        return !unanswered.isEmpty();
    }

    /** The store answers the question that is under way. */
    void answer() {
        answer(read());
    }

    /** The answer to the question that is under way, as of now. */
    CatchUp read() {
        var from = new From.AtPosition(unanswered.getFirst().after().toString());
        return Objects.requireNonNull(store.read(CHANNEL, from, PAGE));
    }

    void answer(CatchUp answer) {
        Asked question = unanswered.removeFirst();
        List<Delivery> deliveries =
                answer.entries().stream().map(encoder::encode).toList();
        stream().onRepaired(question.after(), answer, deliveries, question.trigger());
        deliveries.forEach(Delivery::release);
    }

    void answerAll() {
        while (isQuestionUnderWay()) {
            answer();
        }
    }

    Position position(Client client) {
        return client.subscription().position();
    }

    double duplicates() {
        return meters.counter("heliograph.duplicates.dropped", "where", "wire").count();
    }

    static final class Client implements Subscriber {
        private final List<Long> offsets = new ArrayList<>();
        private final List<ResetReason> resets = new ArrayList<>();
        private boolean hasRoom;

        @SuppressWarnings("NullAway.Init") // it is made by subscribing this client
        private Subscription subscription;

        private Client(boolean hasRoom) {
            this.hasRoom = hasRoom;
        }

        Subscription subscription() {
            return subscription;
        }

        void makeRoom() {
            hasRoom = true;
            subscription.resume();
        }

        List<Long> offsets() {
            return offsets;
        }

        List<ResetReason> resets() {
            return resets;
        }

        @Override
        public void deliver(Delivery delivery) {
            offsets.add(delivery.last());
        }

        @Override
        public void signal(EncodedFrame frame) {
            throw new AssertionError("nothing transient is sent here");
        }

        @Override
        public void send(ServerFrame frame) {
            if (frame instanceof ServerFrame.Reset reset) {
                resets.add(reset.reason());
            }
        }

        @Override
        public boolean hasRoom() {
            return hasRoom;
        }

        @Override
        public void onSubscribed(ChannelName channel) {}

        @Override
        public void onCaughtUp() {}

        @Override
        public void onStateUncertain() {
            throw new AssertionError("an offset would have been left out after " + offsets);
        }
    }

    private static final class DirectOutput implements StreamOutput {
        @Override
        public void deliver(ChannelStream stream, Delivery delivery) {
            stream.subscriptions().deliver(List.of(delivery), 0, Integer.MAX_VALUE);
        }

        @Override
        public void signal(ChannelStream stream, EncodedFrame frame, Instant expiresAt) {
            stream.subscriptions().signal(frame, 0, Integer.MAX_VALUE);
        }

        @Override
        public void reset(ChannelStream stream, ResetReason reason, Position base) {
            stream.subscriptions().reset(reason, base, 0, Integer.MAX_VALUE);
        }
    }

    private final class RecordedRepair implements GapRepair {
        @Override
        public void missing(ChannelName channel, Position after, RepairTrigger trigger) {
            asked.add(new Asked(after, trigger));
            unanswered.add(new Asked(after, trigger));
        }

        @Override
        public void expected(ChannelName channel, Position head) {
            throw new AssertionError("no subscription is ahead of its stream here");
        }
    }
}
