package io.heliograph.client.simulation;

import static java.util.Objects.requireNonNull;

import io.heliograph.client.simulation.HistoryChecker.Entry;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import io.heliograph.contracts.protocol.ServerFrame;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One channel, served over links that lose, repeat and delay what they carry. The log itself is as reliable as the platform's. */
final class UnreliableServer {
    static final ChannelName CHANNEL = new ChannelName("room:1");
    private static final long EPOCH = 7;

    private final Random random;
    private final List<Entry> log = new ArrayList<>();
    private final Set<String> publishedIds = new HashSet<>();
    private final Map<Integer, Link> links = new TreeMap<>();

    private static final class Link {
        private final Queue<ServerFrame> underWay = new ArrayDeque<>();
        /** The next offset to send; null without a subscription. */
        private @Nullable Long next;
    }

    UnreliableServer(Random random) {
        this.random = random;
    }

    List<Entry> log() {
        return log;
    }

    List<Integer> links() {
        return List.copyOf(links.keySet());
    }

    void open(int link) {
        links.put(link, new Link());
    }

    /** What was under way is lost. */
    void cut(int link) {
        links.remove(link);
    }

    void publish(String content) {
        log.add(new Entry(log.size() + 1L, content));
        links.values().forEach(this::deliver);
    }

    /** The next frame that a link brings to the client; null when nothing is under way. */
    @Nullable
    ServerFrame next(int link) {
        return links.get(link) == null ? null : links.get(link).underWay.poll();
    }

    /** Sends something again that was sent before. */
    void repeat(int link) {
        Link some = links.get(link);
        long sent = some == null || some.next == null ? 0 : Math.min(some.next - 1, log.size());
        if (some != null && sent > 0) {
            some.underWay.add(message(1 + random.nextLong(sent)));
        }
    }

    /** Passes over the next publication, as if a batch to this gateway had been lost. */
    void lose(int link) {
        Link some = links.get(link);
        if (some != null && some.next != null) {
            some.next++;
        }
    }

    void send(int link, ServerFrame frame) {
        Link some = links.get(link);
        if (some != null) {
            some.underWay.add(frame);
        }
    }

    /** @param answers whether a publication is answered, or only stored */
    void receive(int link, ClientFrame frame, boolean answers) {
        Link some = links.get(link);
        if (some == null) {
            return;
        }
        switch (frame) {
            case ClientFrame.Hello hello -> {
                some.underWay.add(new ServerFrame.Welcome("c" + link, "ann", 25_000, 60_000, Instant.EPOCH));
                hello.subscribe().forEach(request -> subscribe(some, null, request.start()));
            }
            case ClientFrame.Subscribe subscribe ->
                subscribe.subscribe().forEach(request -> subscribe(some, subscribe.ref(), request.start()));
            case ClientFrame.Unsubscribe _ -> some.next = null;
            case ClientFrame.Publish publish -> {
                if (publishedIds.add(requireNonNull(publish.id()))) {
                    publish(requireNonNull(publish.data()).text());
                }
                if (answers) {
                    some.underWay.add(new ServerFrame.Published(requireNonNull(publish.ref()), publish.id()));
                }
            }
            case ClientFrame.Refresh refresh -> some.underWay.add(new ServerFrame.Refreshed(refresh.ref(), 60_000));
            case ClientFrame.Acknowledge _,
                    ClientFrame.Pong _,
                    ClientFrame.History _,
                    ClientFrame.Enter _,
                    ClientFrame.Leave _,
                    ClientFrame.Activity _ -> {}
        }
    }

    private void subscribe(Link link, @Nullable String ref, Start start) {
        long after = start instanceof Start.After(Position position) ? position.offset() : 0;
        Position head = new Position(EPOCH, log.size());
        link.underWay.add(new ServerFrame.Subscribed(ref, CHANNEL, new Position(EPOCH, after), head, true, false));
        link.next = after + 1;
        deliver(link);
    }

    private void deliver(Link link) {
        while (link.next != null && link.next <= log.size()) {
            link.underWay.add(message(link.next++));
        }
    }

    private ServerFrame message(long offset) {
        String content = log.get((int) offset - 1).content();
        return new ServerFrame.Message(
                CHANNEL, EPOCH, offset, "id-" + offset, "test", Instant.EPOCH, null, null, JsonBytes.of(content));
    }
}
