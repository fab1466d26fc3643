package io.heliograph.gateway.connection;

import static java.util.Objects.requireNonNull;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrameEncoder;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.gateway.authentication.ChannelAccess;
import io.heliograph.gateway.fanout.Fanout;
import io.heliograph.gateway.fanout.GatewayLoop;
import io.heliograph.gateway.fanout.GatewayLoops;
import io.heliograph.gateway.fanout.LoopFanout;
import io.heliograph.gateway.history.KindHistory;
import io.heliograph.gateway.membership.Memberships;
import io.heliograph.gateway.metrics.ConnectionMetrics;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.EncodedFrame;
import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.outbound.OutboundLimits;
import io.heliograph.gateway.outbound.Socket;
import io.heliograph.gateway.repair.GapFetcher;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.UserConnections;
import io.heliograph.gateway.signal.LoopStates;
import io.heliograph.gateway.signal.PodWire;
import io.heliograph.gateway.signal.SignalFanout;
import io.heliograph.gateway.signal.StateTicks;
import io.heliograph.gateway.subscription.Delivery;
import io.heliograph.gateway.subscription.DeliveryEncoder;
import io.heliograph.gateway.subscription.LocalChannels;
import io.heliograph.gateway.subscription.LoopStreams;
import io.heliograph.gateway.subscription.StreamContext;
import io.heliograph.gateway.testing.CountedFrames;
import io.heliograph.gateway.testing.MemoryStore;
import io.heliograph.gateway.testing.PortDoubles;
import io.heliograph.gateway.testing.SignalDoubles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Connections on one event loop that runs when the test says so, with a clock of its own. */
final class ConnectionFixture {
    final MemoryStore store = new MemoryStore();
    final CountedFrames frames = new CountedFrames();
    final PortDoubles.TokenBook tokens = new PortDoubles.TokenBook();
    final PortDoubles.AcknowledgementLog acknowledgements = new PortDoubles.AcknowledgementLog();
    final PortDoubles.PublishedEvents published = new PortDoubles.PublishedEvents();
    final PortDoubles.ConnectionLog log = new PortDoubles.ConnectionLog();
    final SignalDoubles.MemoryStates states = new SignalDoubles.MemoryStates();
    final SignalDoubles.PodLog pods = new SignalDoubles.PodLog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final ShiftedClock clock = new ShiftedClock();
    final PortDoubles.Memberships memberships = new PortDoubles.Memberships();
    final Fanout fanout;
    final SignalFanout signals;

    private final DeliveryEncoder encoder = new DeliveryEncoder(frames, InstantSource.system());
    /** From other threads, too, where Redis is real. */
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    private final List<Runnable> delayed = new ArrayList<>();
    /** What states wait for; apart, because most tests are not about them. */
    private final List<Runnable> ticks = new ArrayList<>();

    private final ConnectionLoop loop;
    private final ConnectionServices services;
    final LocalConnections local;
    private final String name;
    private long nowNanos;
    private int connections;

    ConnectionFixture() {
        this("c", null, new PortDoubles.UserDirectory());
    }

    /**
     * @param name what the ids of connections begin with
     * @param wire instead of {@link #pods}
     */
    ConnectionFixture(String name, @Nullable PodWire wire, UserConnections users) {
        this.name = name;
        PodWire toPods = wire == null ? pods : wire;
        local = new LocalConnections(log, users);
        var metrics = new DeliveryMetrics(meters);
        var signalMetrics = new SignalMetrics(meters);
        var localChannels = new LocalChannels(new PortDoubles.HeldRoutes());
        Executor executor = tasks::add;
        var random = new SplittableRandom(1);
        var flushes = new FlushSchedule(executor);
        var loops = new GatewayLoops(localChannels, (_, _) -> theLoop());
        fanout = new Fanout(loops, localChannels, encoder, metrics);
        var fetcher = new GapFetcher(store, localChannels, fanout, (_, task) -> delayed.add(task), random);
        var output = new LoopFanout(executor, flushes, metrics, signalMetrics, clock);
        var context = new StreamContext(
                executor,
                (_, task) -> delayed.add(task),
                output,
                new KindHistory(store, ChannelKinds.defaults()),
                fetcher,
                encoder,
                metrics,
                random);
        loop = new ConnectionLoop(
                new GatewayLoop(
                        0,
                        executor,
                        new LoopStreams(0, localChannels, context),
                        output,
                        new LoopStates(
                                executor,
                                (_, task) -> ticks.add(task),
                                states,
                                new StateTicks((_, task) -> ticks.add(task), frames, signalMetrics),
                                signalMetrics,
                                random),
                        flushes),
                nowNanos);
        var _ = loops.of(executor);
        signals = new SignalFanout(loops, frames, signalMetrics, clock);
        var kinds = ChannelKinds.defaults();
        var access = new ChannelAccess(kinds);
        services = new ConnectionServices(
                new ConnectionSettings(
                        new KeepAlive(Duration.ofSeconds(25), Duration.ofSeconds(62)),
                        Duration.ofSeconds(5),
                        new FrameRate(20, 60),
                        new OutboundLimits(8, 160 * 1024)),
                tokens,
                access,
                kinds,
                new ClientPublishing(access, kinds, published, signals, toPods, InstantSource.system()),
                new ClientHistory(store, InstantSource.system()),
                new Memberships(memberships, new PodId("pod-1"), InstantSource.system()),
                toPods,
                acknowledgements,
                local,
                frames,
                new ConnectionMetrics(meters),
                metrics,
                signalMetrics,
                InstantSource.system(),
                () -> nowNanos);
    }

    /** The present, and some more. */
    static final class ShiftedClock implements InstantSource {
        private Duration shift = Duration.ZERO;

        void pass(Duration time) {
            shift = shift.plus(time);
        }

        @Override
        public Instant instant() {
            return InstantSource.system().instant().plus(shift);
        }
    }

    private GatewayLoop theLoop() {
        return loop.gatewayLoop();
    }

    Client connect() {
        var client = new Client(name + ++connections);
        client.connection.start();
        return client;
    }

    /** A connection that has said hello. */
    Client open(String token, ClientFrame.SubscriptionRequest... subscribe) {
        Client client = connect();
        client.say(new ClientFrame.Hello(token, "d1", null, null, List.of(subscribe)));
        return client;
    }

    /** What came over the wire together. */
    void arrive(List<? extends ChannelEntry> entries) {
        for (ChannelEntry entry : entries) {
            Delivery delivery = encoder.encode(entry);
            requireNonNull(loop.gatewayLoop().streams().find(entry.channel())).onEntry(delivery);
            delivery.release();
        }
        run();
    }

    void run() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    void runDelayed() {
        List<Runnable> due = List.copyOf(delayed);
        delayed.clear();
        due.forEach(Runnable::run);
        run();
    }

    /** Lets a tick pass, after which states are written. */
    void tick() {
        List<Runnable> due = List.copyOf(ticks);
        ticks.clear();
        due.forEach(Runnable::run);
        run();
    }

    /** A latest value came over the wire. */
    void arrive(PodMessage.State state) {
        signals.onStates(List.of(state));
        run();
    }

    /** Lets time pass in steps in which only the timers do something. */
    void pass(Duration time) {
        long end = nowNanos + time.toNanos();
        while (nowNanos < end) {
            nowNanos += ConnectionLoop.TICK.toNanos();
            loop.tick(nowNanos);
            run();
        }
    }

    final class Client implements Socket {
        final List<ServerFrame> received = new ArrayList<>();
        final Connection connection;
        boolean writable = true;
        int flushes;

        @Nullable
        CloseCode closed;

        private Client(String id) {
            connection = new Connection(id, services, loop, this, null);
        }

        void say(ClientFrame frame) {
            connection.onText(ClientFrameEncoder.encode(frame));
            run();
        }

        <F extends ServerFrame> List<F> all(Class<F> type) {
            return received.stream().filter(type::isInstance).map(type::cast).toList();
        }

        @Override
        public boolean isWritable() {
            return writable;
        }

        @Override
        public long pendingBytes() {
            return 0;
        }

        @Override
        public void write(EncodedFrame frame) {
            received.add(CountedFrames.contentOf(frame));
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public void close(CloseCode code) {
            closed = code;
        }
    }
}
