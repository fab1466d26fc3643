package io.heliograph.gateway.simulation;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.gateway.fanout.Fanout;
import io.heliograph.gateway.fanout.GatewayLoop;
import io.heliograph.gateway.fanout.GatewayLoops;
import io.heliograph.gateway.fanout.LoopFanout;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.metrics.DeliveryMetrics;
import io.heliograph.gateway.metrics.SignalMetrics;
import io.heliograph.gateway.outbound.FlushSchedule;
import io.heliograph.gateway.repair.Comparison;
import io.heliograph.gateway.repair.ConcernedChannels;
import io.heliograph.gateway.repair.GapFetcher;
import io.heliograph.gateway.repair.PodInbox;
import io.heliograph.gateway.repair.StateComparison;
import io.heliograph.gateway.repair.SweepIntervals;
import io.heliograph.gateway.signal.LoopStates;
import io.heliograph.gateway.signal.SignalFanout;
import io.heliograph.gateway.signal.StateTicks;
import io.heliograph.gateway.simulation.Faults.Mutant;
import io.heliograph.gateway.subscription.DelayedTasks;
import io.heliograph.gateway.subscription.DeliveryEncoder;
import io.heliograph.gateway.subscription.GapRepair;
import io.heliograph.gateway.subscription.LocalChannels;
import io.heliograph.gateway.subscription.LoopStreams;
import io.heliograph.gateway.subscription.RepairTrigger;
import io.heliograph.gateway.subscription.StreamContext;
import io.heliograph.gateway.subscription.Subscription;
import io.heliograph.gateway.testing.CountedFrames;
import io.heliograph.gateway.testing.MemoryStore;
import io.heliograph.gateway.testing.SignalDoubles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One gateway with two event loops, clients that come and go, a store and a wire; all decided by a seed. */
final class Simulation {
    private static final List<ChannelName> CHANNELS = List.of(new ChannelName("room:a"), new ChannelName("room:b"));
    private static final int LOOPS = 2;
    /** Short stories show what a later publication would repair, long ones what needs many coincidences. */
    private static final int[] MAX_ACTS = {25, 80, 400};

    private static final int MAX_SETTLING_STEPS = 20_000;

    private final RandomGenerator random;
    private final Faults faults;
    private final Schedule schedule;
    private final MemoryStore store = new MemoryStore();
    private final CountedFrames frames = new CountedFrames();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SimulatedRegistry registry;
    private final LocalChannels localChannels;
    private final List<Executor> executors;
    private final GatewayLoops loops;
    private final Comparison comparison;
    private final PodInbox inbox;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final Set<ChannelName> rememberedAbsent = new HashSet<>();
    private boolean healed;

    private @Nullable GapRepair repair;

    private final SignalDoubles.MemoryStates states = new SignalDoubles.MemoryStates();

    Simulation(long seed, Faults faults) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.faults = faults;
        schedule = new Schedule(random);
        registry = new SimulatedRegistry(schedule, faults.mutant() == Mutant.READ_BEFORE_REGISTER);
        localChannels = new LocalChannels(registry);
        executors = IntStream.range(0, LOOPS).mapToObj(_ -> schedule.queue()).toList();
        var history = new SimulatedHistory(store, schedule, faults.mutant() == Mutant.LAGGING_COPY);
        var metrics = new DeliveryMetrics(meters);
        var encoder = new DeliveryEncoder(frames, InstantSource.system());
        loops = new GatewayLoops(
                localChannels, (number, executor) -> loop(number, executor, history, encoder, metrics));
        var fanout = new Fanout(loops, localChannels, encoder, metrics);
        var fetcher = new GapFetcher(history, localChannels, fanout, (_, task) -> schedule.sometime(task), random);
        repair = faults.mutant() == Mutant.NO_REPAIR ? new NoRepair() : fetcher;
        comparison = new Comparison(
                history,
                new ConcernedChannels(localChannels, ChannelKinds.defaults(), Durability.DURABLE),
                fanout,
                new SweepIntervals(Duration.ofMinutes(1), Duration.ofSeconds(5)),
                metrics,
                (_, task) -> schedule.sometime(task),
                random);
        var signals = new SignalFanout(loops, frames, new SignalMetrics(meters), InstantSource.system());
        var stateComparison = new StateComparison(
                states,
                signals,
                new ConcernedChannels(localChannels, ChannelKinds.defaults(), Durability.LATEST),
                Duration.ofMinutes(1),
                (_, task) -> schedule.sometime(task));
        inbox = new PodInbox(fanout, comparison, signals, stateComparison, new DependencyStates(), _ -> {}, () -> {});
    }

    private GatewayLoop loop(
            int number, Executor executor, SimulatedHistory history, DeliveryEncoder encoder, DeliveryMetrics metrics) {
        var flushes = new FlushSchedule(executor);
        DelayedTasks later = (_, task) -> schedule.sometime(() -> executor.execute(task));
        var output = new LoopFanout(executor, flushes, metrics, new SignalMetrics(meters), InstantSource.system());
        var context = new StreamContext(
                executor, later, output, history, Objects.requireNonNull(repair), encoder, metrics, random);
        return new GatewayLoop(
                number,
                executor,
                new LoopStreams(number, localChannels, context),
                output,
                new LoopStates(
                        executor,
                        later,
                        states,
                        new StateTicks(later, frames, new SignalMetrics(meters)),
                        new SignalMetrics(meters),
                        random),
                flushes);
    }

    /** Runs, heals, settles. @return what is wrong */
    List<String> run() {
        for (int acts = random.nextInt(MAX_ACTS[random.nextInt(MAX_ACTS.length)]); acts > 0; acts--) {
            act();
            for (int steps = random.nextInt(6); steps > 0; steps--) {
                schedule.step();
            }
        }
        healed = true;
        store.goAway(false);
        clients.forEach(client -> onLoop(client, () -> client.setSlow(false)));
        boolean atRest = comesToRest();
        if (faults.mutant() != Mutant.NO_COMPARISON && faults.lossPercent() > 0) {
            comparison.compareAll(RepairTrigger.SWEEP);
            atRest = comesToRest();
        }
        return atRest ? check() : List.of("does not come to rest");
    }

    private void act() {
        ChannelName channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> publish(channel);
            case 4, 5 -> connect(channel);
            case 6 -> disconnect();
            case 7 -> {
                if (faults.outages()) {
                    store.goAway(random.nextInt(3) == 0);
                }
            }
            case 8 -> {
                if (faults.newEpochs() && random.nextInt(20) == 0) {
                    store.drawNewEpoch(channel);
                }
            }
            default -> {
                if (!clients.isEmpty()) {
                    SimulatedClient client = clients.get(random.nextInt(clients.size()));
                    boolean slow = random.nextBoolean();
                    onLoop(client, () -> client.setSlow(slow));
                }
            }
        }
    }

    private void publish(ChannelName channel) {
        boolean early = faults.mutant() == Mutant.LOOKUP_BEFORE_COMMIT;
        if (early) {
            boolean routed = registry.hasRoute(channel);
            schedule.sometime(() -> send(commit(channel), routed));
        } else {
            Publication publication = commit(channel);
            schedule.sometime(() -> send(publication, isRouted(channel)));
        }
    }

    private Publication commit(ChannelName channel) {
        Instant expiresAt = random.nextInt(10) == 0 ? Instant.EPOCH : null;
        return store.append(channel, "{}", expiresAt);
    }

    private boolean isRouted(ChannelName channel) {
        boolean routed = registry.hasRoute(channel);
        if (faults.mutant() == Mutant.CACHED_ABSENCE) {
            if (!routed) {
                rememberedAbsent.add(channel);
            }
            return routed && !rememberedAbsent.contains(channel);
        }
        return routed;
    }

    private void send(Publication publication, boolean routed) {
        if (random.nextInt(100) < faults.ownerDeathPercent()) {
            schedule.sometime(this::giveNotice);
            return;
        }
        boolean lost = !healed && random.nextInt(100) < faults.lossPercent();
        if (routed && !lost) {
            int copies = random.nextInt(100) < faults.doublingPercent() ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                schedule.sometime(() -> inbox.onBatch(List.of(publication)));
            }
        }
    }

    /** The new owner of the partition, of the only one here. */
    private void giveNotice() {
        List<ChannelName> concerned = CHANNELS.stream()
                .filter(channel ->
                        faults.mutant() != Mutant.NOTICE_IGNORED_WHILE_CATCHING_UP || !isAnyoneCatchingUp(channel))
                .toList();
        inbox.onBatch(List.of(new CompareNotice.Channels(concerned)));
    }

    private boolean isAnyoneCatchingUp(ChannelName channel) {
        return clients.stream().anyMatch(client -> client.channel().equals(channel) && client.isCatchingUp());
    }

    private void connect(ChannelName channel) {
        SimulatedClient returning = clients.stream()
                .filter(client -> !client.isAttached() && client.channel().equals(channel))
                .findAny()
                .orElse(null);
        SimulatedClient client = returning == null ? new SimulatedClient(channel, store) : returning;
        if (returning == null) {
            clients.add(client);
        }
        onLoop(client, () -> {
            if (!client.isAttached()) {
                boolean known = !client.position().equals(Position.BEGINNING);
                From from = known || random.nextBoolean()
                        ? new From.AtPosition(client.position().toString())
                        : new From.AtHead();
                client.attach(loopOf(client).streams().subscribe(client, channel, from, null));
            }
        });
    }

    private void disconnect() {
        if (!clients.isEmpty()) {
            SimulatedClient client = clients.get(random.nextInt(clients.size()));
            onLoop(client, () -> {
                Subscription last = client.detach();
                if (last != null) {
                    loopOf(client).streams().unsubscribe(last);
                }
            });
        }
    }

    private void onLoop(SimulatedClient client, Runnable task) {
        loopOf(client).executor().execute(task);
    }

    private GatewayLoop loopOf(SimulatedClient client) {
        return loops.of(executors.get(clients.indexOf(client) % LOOPS));
    }

    private boolean comesToRest() {
        int steps = 0;
        while (steps < MAX_SETTLING_STEPS && schedule.step()) {
            steps++;
        }
        return steps < MAX_SETTLING_STEPS;
    }

    private List<String> check() {
        List<String> wrong = new ArrayList<>();
        for (SimulatedClient client : clients) {
            wrong.addAll(client.violations());
            if (client.resets() > 0 && !faults.newEpochs()) {
                wrong.add("reset without a reason");
            }
            Position head = store.head(client.channel());
            if (client.isAttached()
                    && !(client.isAnswered() && client.position().equals(head))) {
                wrong.add("%s is at %s, the head at %s".formatted(client.channel(), client.position(), head));
            }
        }
        clients.forEach(client -> {
            Subscription last = client.detach();
            if (last != null) {
                loopOf(client).streams().unsubscribe(last);
            }
        });
        comesToRest();
        if (frames.live() != 0) {
            wrong.add(frames.live() + " frames were not released");
        }
        return wrong;
    }

    /** How often something was repaired: whether the faults bit. */
    double repairs() {
        return meters.find("heliograph.gap.repaired").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static final class NoRepair implements GapRepair {
        @Override
        public void missing(ChannelName channel, Position after, RepairTrigger trigger) {}

        @Override
        public void expected(ChannelName channel, Position head) {}
    }
}
