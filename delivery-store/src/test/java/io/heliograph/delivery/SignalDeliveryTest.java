package io.heliograph.delivery;

import static io.heliograph.delivery.testing.Signals.sent;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.DeadLetterHeader;
import io.heliograph.contracts.event.SignalEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.registry.StateField;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.delivery.testing.Databases;
import io.heliograph.delivery.testing.PodListener;
import io.heliograph.delivery.testing.TopicReader;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signals through the whole service, with real Kafka and Redis. */
@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,postgres,redis"))
@SuppressWarnings("NullAway.Init") // Quarkus and the test resource fill the fields
class SignalDeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    @Inject
    Redis redis;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    Infrastructure infrastructure;

    private final String channel = "room:" + UUID.randomUUID();
    private KafkaProducer<byte[], byte[]> producer;

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    @Test
    void takesLatestAndTransientOnesToThePodsThatServeTheChannel() throws Exception {
        route("pod-s1");
        try (var pod = PodListener.open(redis, RedisKey.pod("pod-s1"))) {
            send(latest("a", "topic"));
            send(SignalEvent.transientSignal(
                    "typing", "/users/ann", "typing", Instant.now(), new ChannelName(channel), JsonBytes.of("1")));
            send(SignalEvent.transientSignal(
                    "old",
                    "/users/ann",
                    "typing",
                    Instant.now().minusSeconds(60),
                    new ChannelName(channel),
                    JsonBytes.of("1")));
            send(latest("b", "topic"));
            send(SignalEvent.removed("c", "/shop", "score", Instant.now(), new ChannelName(channel), "topic"));

            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(ids(pod)).contains("typing").endsWith("c"));
            assertThat(ids(pod)).doesNotContain("old");
            assertThat(value("topic"))
                    .hasValueSatisfying(state -> assertThat(state.isRemoved()).isTrue());
        }
    }

    @Test
    void goesOnWhileThePostgresIsAway() throws Exception {
        infrastructure.server(Part.POSTGRES).kill();
        try {
            send(latest("a", "topic"));

            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(value("topic"))
                            .hasValueSatisfying(state -> assertThat(state.id()).isEqualTo("a")));
        } finally {
            infrastructure.startAgain(Part.POSTGRES);
            var _ = new Databases(pool); // the other tests need it
        }
    }

    @Test
    void putsEverythingBackAfterRedisLostItsMemoryAndHasThePodsCompare() throws Exception {
        send(latest("a", "kept"));
        send(latest("b", "removed"));
        send(SignalEvent.removed("c", "/shop", "score", Instant.now(), new ChannelName(channel), "removed"));
        Awaitility.await()
                .atMost(SOON)
                .until(() -> value("removed").map(PodMessage.State::isRemoved).orElse(false));
        PodMessage.State before = value("kept").orElseThrow();

        try (var pods = PodListener.open(redis, RedisKey.ALL_PODS)) {
            run(Request.cmd(Command.FLUSHALL));

            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(value("kept")).hasValue(before));
            Awaitility.await()
                    .atMost(SOON)
                    .until(() ->
                            value("removed").map(PodMessage.State::isRemoved).orElse(false));
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(pods.received()).hasAtLeastOneElementOfType(CompareNotice.Partition.class));
        }
    }

    @Test
    void waitsForRedisAndThenDeliversInOrder() throws Exception {
        infrastructure.server(Part.REDIS).kill();
        try {
            send(latest("a", "topic"));
            send(latest("b", "topic"));
        } finally {
            infrastructure.startAgain(Part.REDIS);
        }

        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(value("topic"))
                        .hasValueSatisfying(state -> assertThat(state.id()).isEqualTo("b")));
    }

    @Test
    void putsPoisonAside() throws Exception {
        SignalEvent large = SignalEvent.latest(
                "large",
                "/shop",
                "score",
                Instant.now(),
                new ChannelName(channel),
                "topic",
                JsonBytes.of("\"" + "x".repeat(10_000) + "\""));
        send(large);

        try (var letters = new TopicReader(bootstrapServers, Topic.SIGNALS.deadLetters())) {
            var letter = letters.await(record -> new String(record.key(), UTF_8).equals(channel));
            assertThat(TopicReader.header(letter, DeadLetterHeader.ERROR_CODE)).isEqualTo("too_large");
        }
    }

    private SignalEvent latest(String id, String key) {
        return SignalEvent.latest(
                id, "/users/ann", "score", Instant.now(), new ChannelName(channel), key, JsonBytes.of("1"));
    }

    private void send(SignalEvent signal) throws Exception {
        var _ = producer.send(sent(signal)).get();
    }

    private void route(String pod) throws Exception {
        run(Request.cmd(Command.HSET)
                .arg(RedisKey.route(new ChannelName(channel)))
                .arg(pod)
                .arg("1"));
    }

    private Optional<PodMessage.State> value(String key) throws Exception {
        Response field = run(Request.cmd(Command.HGET)
                .arg(RedisKey.latest(new ChannelName(channel)))
                .arg(Buffer.buffer(key)));
        return Optional.ofNullable(field).map(found -> StateField.decode(found.toBytes()));
    }

    private Response run(Request request) throws Exception {
        return redis.send(request).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    }

    private static List<String> ids(PodListener pod) {
        return pod.received().stream()
                .map(message -> switch (message) {
                    case PodMessage.State state -> state.id();
                    case PodMessage.Transient signal -> String.valueOf(signal.id());
                    default -> "unexpected";
                })
                .toList();
    }
}
