package io.heliograph.document.editing;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.document.editing.MemoryLog.Fault;
import io.heliograph.document.fanout.Wire;
import io.heliograph.document.fanout.WireMessage;
import io.heliograph.document.name.DocumentName;
import io.heliograph.document.yjs.YjsEngine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients type over several processes while the log and the wire fail: once all is well again, everybody has everything. */
class RoomsSimulationTest {
    private static final List<Fault> TROUBLE = List.of(Fault.AWAY, Fault.UNKNOWN, Fault.DEFECT);
    private static final Limits LIMITS =
            new Limits(2, 3, 4, 5, new DocumentBounds(1_000_000, 2_000_000, 100_000, 100, 1));
    private static final DocumentName DOCUMENT = new DocumentName("notes/plan");
    private static final int PODS = 2;
    private static final int CLIENTS = 4;
    private static final int STEPS = 400;
    private static final long SEEDS = 150;

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everybodyHasEverythingOnceAllIsWell(long seed) {
        Simulation simulation = new Simulation(seed);

        simulation.run();
        simulation.heal();

        assertThat(simulation.differing()).as("seed %d", seed).isEmpty();
    }

    @Test
    void itsFaultsBite() {
        Simulation simulation = new Simulation(1);

        simulation.run();

        assertThat(simulation.faults).containsOnlyKeys(Fault.values());
    }

    private static final class Simulation {
        final Random random;
        final MemoryLog log = new MemoryLog();
        final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
        final UpdateEngine engine = new YjsEngine();
        final List<Runnable> tasks = new ArrayList<>();
        final List<Rooms> pods = new ArrayList<>();
        final List<SimulatedClient> clients = LongStream.range(1, 1 + CLIENTS)
                .mapToObj(client -> new SimulatedClient(client, DOCUMENT, engine))
                .toList();
        boolean wireUp = true;
        boolean healthy;
        int trouble;
        long now;

        Simulation(long seed) {
            random = new Random(seed);
            log.fail(_ -> fault());
            for (int i = 0; i < PODS; i++) {
                pods.add(pod("pod-" + i));
            }
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                step();
            }
        }

        void heal() {
            healthy = true;
            wireUp = true;
            for (int i = 0; i < 20; i++) {
                for (SimulatedClient client : clients) {
                    if (!client.isConnected()) {
                        client.connect(pods.get(random.nextInt(PODS)));
                    }
                }
                settle();
                compare();
                settle();
            }
        }

        List<String> differing() {
            byte[] stored = engine.merge(log.read(DOCUMENT).parts());
            List<String> differing = new ArrayList<>();
            for (SimulatedClient client : clients) {
                if (!engine.knowledgeOf(stored).covers(engine.check(client.replica()))) {
                    differing.add("the log lacks what a client has");
                }
                if (client.waits()) {
                    differing.add("a client waits for what others build on");
                }
                if (!client.knowledge().covers(engine.check(stored))) {
                    differing.add("a client lacks what is in the log");
                }
            }
            return differing;
        }

        private void step() {
            SimulatedClient client = clients.get(random.nextInt(CLIENTS));
            switch (random.nextInt(10)) {
                case 0 -> client.drop();
                case 1 -> compare();
                case 2 -> wireUp = random.nextInt(4) > 0;
                case 3 -> trouble = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
                case 4, 5 -> client.type(random, clients);
                default -> {
                    if (!client.isConnected()) {
                        client.connect(pods.get(random.nextInt(PODS)));
                    }
                    client.sendNext();
                }
            }
            for (int i = random.nextInt(3); i > 0 && !tasks.isEmpty(); i--) {
                tasks.remove(random.nextInt(tasks.size())).run();
            }
        }

        private void settle() {
            boolean moved = true;
            while (moved) {
                moved = false;
                while (!tasks.isEmpty()) {
                    tasks.removeFirst().run();
                    moved = true;
                }
                for (SimulatedClient client : clients) {
                    moved |= client.sendNext();
                }
            }
        }

        private void compare() {
            now += 5_000_000_000L;
            for (Rooms pod : pods) {
                try {
                    pod.compare();
                } catch (IllegalStateException _) {
                    // The next one finds it.
                }
                pod.tick();
            }
        }

        private Fault fault() {
            Fault fault = Fault.NONE;
            if (!healthy && trouble > 0) {
                trouble--;
                fault = TROUBLE.get(random.nextInt(TROUBLE.size()));
            }
            faults.merge(fault, 1, Integer::sum);
            return fault;
        }

        private Rooms pod(String name) {
            return new Rooms(
                    name,
                    log,
                    new NothingRevoked(),
                    new DocumentStates(log, engine, new UncountedRooms(), 1024),
                    engine,
                    new LossyWire(name),
                    (_, _) -> {},
                    new UncountedRooms(),
                    new PresentEditors(),
                    LIMITS,
                    tasks::add,
                    () -> now,
                    (_, action) -> tasks.add(action));
        }

        private final class LossyWire implements Wire {
            final String pod;

            LossyWire(String pod) {
                this.pod = pod;
            }

            @Override
            public void listen(DocumentName document) {
                tasks.add(() -> own().listening(document));
            }

            @Override
            public void forget(DocumentName document) {}

            @Override
            public void tell(DocumentName document, WireMessage message) {
                if (wireUp && (healthy || random.nextInt(20) > 0)) {
                    pods.forEach(one -> tasks.add(() -> one.hear(document, message)));
                }
            }

            @Override
            public boolean isUp() {
                return wireUp;
            }

            private Rooms own() {
                return pods.get(Integer.parseInt(pod.substring("pod-".length())));
            }
        }
    }
}
