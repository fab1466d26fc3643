package io.heliograph.notification.push.http;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpCodec;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.contracts.wire.PodMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays delivery-store: says what channels hold and how far they were acknowledged, as a test tells it. */
public final class StoreStandIn implements AutoCloseable {
    public static final String CREDENTIAL = "secret";
    static final long EPOCH = 7;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final HttpServer server;
    private final List<CatchUpRequest> questions = new CopyOnWriteArrayList<>();
    private final Map<String, List<String>> channels = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile int mostEntries = Integer.MAX_VALUE;

    private StoreStandIn(HttpServer server) {
        this.server = server;
        server.createContext(StorePath.CATCH_UP, this::answer);
        server.start();
    }

    public static StoreStandIn start() {
        try {
            return new StoreStandIn(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The ids of what was published to the user, from offset 1 on. */
    public void published(String user, List<String> ids) {
        channels.put(ChannelName.ofUser(user).value(), List.copyOf(ids));
    }

    public void acknowledged(String user, long offset) {
        acknowledged.put(ChannelName.ofUser(user).value(), offset);
    }

    public void answerWith(int newStatus) {
        status = newStatus;
    }

    void cutAnswersTo(int entries) {
        mostEntries = entries;
    }

    List<CatchUpRequest> questions() {
        return questions;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        CatchUpRequest request = MAPPER.readValue(exchange.getRequestBody().readAllBytes(), CatchUpRequest.class);
        questions.add(request);
        boolean trusted =
                ("Bearer " + CREDENTIAL).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = CatchUpCodec.encode(request.channels().stream()
                .map(item -> answer(item, request.limit()))
                .toList());
        exchange.sendResponseHeaders(trusted ? status : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private CatchUp answer(CatchUpRequest.Item item, int limit) {
        ChannelName channel = new ChannelName(item.channel());
        List<String> publications = channels.getOrDefault(item.channel(), List.of());
        if (publications.isEmpty()) {
            return new CatchUp(channel, Position.BEGINNING, Position.BEGINNING, null, List.of());
        }
        long base = switch (item.from()) {
            case From.AtPosition(String position) -> Position.parse(position).offset();
            case From.AtAcknowledgement _ -> acknowledged.getOrDefault(item.channel(), 0L);
            default -> throw new IllegalArgumentException("nothing else is asked");
        };
        List<PodMessage.ChannelEntry> entries = new ArrayList<>();
        long last = Math.min(publications.size(), base + Math.min(limit, mostEntries));
        for (long offset = base + 1; offset <= last; offset++) {
            entries.add(publication(channel, offset, publications.get((int) offset - 1)));
        }
        return new CatchUp(channel, new Position(EPOCH, base), new Position(EPOCH, publications.size()), null, entries);
    }

    private static PodMessage.Publication publication(ChannelName channel, long offset, String id) {
        return new PodMessage.Publication(
                channel,
                EPOCH,
                offset,
                id,
                "notification",
                Instant.EPOCH,
                Instant.EPOCH,
                Priority.NORMAL,
                null,
                null,
                null,
                null,
                JsonBytes.of("{}"));
    }
}
