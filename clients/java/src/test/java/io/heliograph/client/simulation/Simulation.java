package io.heliograph.client.simulation;

import io.heliograph.client.connection.Backoff;
import io.heliograph.client.connection.ClientEffect;
import io.heliograph.client.connection.ClientEvent;
import io.heliograph.client.connection.ClientMachine;
import io.heliograph.client.connection.ClientSettings;
import io.heliograph.client.connection.Ending;
import io.heliograph.client.connection.Token;
import io.heliograph.client.simulation.HistoryChecker.Entry;
import io.heliograph.client.subscription.AcknowledgeMode;
import io.heliograph.client.subscription.Message;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;

/** One client, one unreliable server and a clock, from one seed. */
final class Simulation {
    private final Random random;
    private final UnreliableServer server;
    private final ClientMachine client;
    private final Queue<ClientEvent> events = new ArrayDeque<>();
    private final List<Entry> applied = new ArrayList<>();
    private final Map<String, Integer> settled = new HashMap<>();
    /** Frames of links that the client has left: they arrive nevertheless. */
    private final Queue<ClientEvent> late = new ArrayDeque<>();

    private boolean faulty = true;
    private int published;
    private int resubscribed;
    private int sentAgain;
    private long nowNanos;

    Simulation(long seed) {
        random = new Random(seed);
        server = new UnreliableServer(random);
        client = new ClientMachine(
                new ClientSettings("d1", "test/1", Duration.ofSeconds(10), Backoff.DEFAULT, AcknowledgeMode.AUTOMATIC),
                random);
        events.add(new ClientEvent.SubscribeRequested(1, UnreliableServer.CHANNEL, Start.BEGINNING));
        events.add(new ClientEvent.ConnectRequested());
    }

    void run(int steps) {
        for (int step = 0; step < steps; step++) {
            act();
            pass(Duration.ofMillis(random.nextInt(200)));
        }
        faulty = false;
        for (int step = 0; step < 200; step++) {
            server.publish("\"after the faults " + step + "\"");
            pass(Duration.ofMillis(500));
        }
    }

    List<Entry> applied() {
        return applied;
    }

    List<Entry> log() {
        return server.log();
    }

    /** How often each of the client's publications was answered. */
    Map<String, Integer> settled() {
        return settled;
    }

    int published() {
        return published;
    }

    int resubscribed() {
        return resubscribed;
    }

    int sentAgain() {
        return sentAgain;
    }

    private void act() {
        List<Integer> links = server.links();
        int link = links.isEmpty() ? 0 : links.get(random.nextInt(links.size()));
        switch (random.nextInt(32)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 ->
                server.publish("\"server " + server.log().size() + "\"");
            case 8, 9, 10, 11 -> {
                String ref = "p" + ++published;
                events.add(new ClientEvent.PublishRequested(
                        ref,
                        new ClientFrame.Publish(
                                ref,
                                UnreliableServer.CHANNEL,
                                "id-" + ref,
                                "t",
                                null,
                                JsonBytes.of("\"" + ref + "\""))));
            }
            case 12, 13, 14, 15 -> server.repeat(link);
            case 16, 17, 18 -> server.lose(link);
            case 19 -> server.send(link, new ServerFrame.Reconnect(random.nextInt(500)));
            case 20 -> server.send(link, ServerFrame.Closing.of(CloseCode.SLOW_CONSUMER, 100));
            case 21 -> cut(link);
            default -> {}
        }
    }

    private void cut(int link) {
        keepForLater(link);
        server.cut(link);
        events.add(new ClientEvent.SocketEnded(link, new Ending(1006, ""), Duration.ZERO));
    }

    private void keepForLater(int link) {
        for (ServerFrame frame = server.next(link); frame != null; frame = server.next(link)) {
            late.add(new ClientEvent.FrameReceived(link, frame));
        }
    }

    /** Time goes on in small steps; in each every link brings some of what is under way. */
    private void pass(Duration duration) {
        long untilNanos = nowNanos + duration.toNanos();
        do {
            for (int link : server.links()) {
                int frames = faulty ? random.nextInt(4) : 100;
                for (int i = 0; i < frames; i++) {
                    ServerFrame frame = server.next(link);
                    if (frame != null) {
                        events.add(new ClientEvent.FrameReceived(link, frame));
                    }
                }
            }
            if (random.nextInt(3) == 0 && !late.isEmpty()) {
                events.add(late.poll());
            }
            handleAll();
            nowNanos += Duration.ofMillis(5).toNanos();
            OptionalLong deadline = client.deadlineNanos();
            if (deadline.isPresent() && deadline.getAsLong() - nowNanos <= 0) {
                events.add(new ClientEvent.Ticked());
            }
        } while (nowNanos < untilNanos);
    }

    private void handleAll() {
        for (ClientEvent event = events.poll(); event != null; event = events.poll()) {
            client.on(event, nowNanos).forEach(this::perform);
        }
    }

    private void perform(ClientEffect effect) {
        switch (effect) {
            case ClientEffect.RequestToken request ->
                events.add(new ClientEvent.TokenReceived(request.link(), new Token("t")));
            case ClientEffect.Dial(int link) -> {
                if (faulty && random.nextInt(4) == 0) {
                    events.add(new ClientEvent.SocketEnded(link, new Ending(0, "UNREACHABLE"), Duration.ZERO));
                } else {
                    server.open(link);
                    events.add(new ClientEvent.SocketOpened(link));
                }
            }
            case ClientEffect.Send(int link, ClientFrame frame) -> send(link, frame);
            case ClientEffect.Close(int link) -> {
                keepForLater(link);
                server.cut(link);
            }
            case ClientEffect.Deliver delivery -> {
                if (delivery.event() instanceof Message message) {
                    applied.add(new Entry(message.offset(), message.data().text()));
                }
            }
            case ClientEffect.Settle(String ref, var problem) ->
                settled.merge(problem == null ? ref : ref + " failed", 1, Integer::sum);
            case ClientEffect.ChangeState _, ClientEffect.Answer _ -> {}
        }
    }

    private void send(int link, ClientFrame frame) {
        if (frame instanceof ClientFrame.Subscribe) {
            resubscribed++;
        }
        boolean answers = !faulty || random.nextInt(8) > 0;
        if (frame instanceof ClientFrame.Publish && !answers) {
            sentAgain++;
        }
        server.receive(link, frame, answers);
        if (!answers && frame instanceof ClientFrame.Publish) {
            cut(link);
        }
    }
}
