package io.heliograph.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.store.StorePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** What delivery-store does as far as pages depend on it: gives each publication the next offset of its channel, once, and tells heads. */
final class PositionStore implements AutoCloseable {
    static final String CREDENTIAL = "secret-of-tests";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Map<String, List<Publication>> channels = new HashMap<>();
    private final Map<String, String> seen = new HashMap<>();
    private volatile boolean closing;
    private volatile boolean away;
    private final HttpServer server;
    private @Nullable Thread thread;

    record Publication(long offset, String type, String id, String data) {}

    PositionStore() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return its address */
    String start() {
        server.createContext(StorePath.HEADS, this::heads);
        server.start();
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Begins to read, unless it does. */
    synchronized void read(String bootstrapServers) {
        if (thread == null) {
            thread = Thread.ofPlatform().name("positions").start(() -> run(bootstrapServers));
        }
    }

    void away(boolean now) {
        away = now;
    }

    List<Publication> of(String channel) {
        synchronized (channels) {
            return List.copyOf(channels.getOrDefault(channel, List.of()));
        }
    }

    private void run(String bootstrapServers) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(Topic.PUBLICATIONS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            while (!closing) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::place);
            }
        }
    }

    private void place(ConsumerRecord<byte[], byte[]> record) {
        String channel = TopicReader.header(record, "ce_channel");
        String id = TopicReader.header(record, "ce_id");
        synchronized (channels) {
            if (seen.put(channel + '|' + id, "") == null) {
                List<Publication> list = channels.computeIfAbsent(channel, _ -> new ArrayList<>());
                list.add(new Publication(
                        list.size() + 1L, TopicReader.header(record, "ce_type"), id, TopicReader.value(record)));
            }
        }
    }

    private void heads(HttpExchange exchange) throws IOException {
        int status = away
                        || !("Bearer " + CREDENTIAL)
                                .equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? 503
                : 200;
        ObjectNode answer = MAPPER.createObjectNode();
        ObjectNode heads = answer.putObject("heads");
        for (JsonNode channel : MAPPER.readTree(exchange.getRequestBody()).path("channels")) {
            List<Publication> list = of(channel.asText());
            if (!list.isEmpty()) {
                heads.put(channel.asText(), "1." + list.size());
            }
        }
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        closing = true;
        server.stop(0);
    }
}
