package io.heliograph.gateway.signal.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.CloseCode;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.registry.StateField;
import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.routing.PodId;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisSignalsTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    private static Infrastructure infrastructure;
    private static Vertx vertx;
    private static Redis redis;
    private static RedisConnection subscriber;

    private final List<PodMessage> arrived = new CopyOnWriteArrayList<>();
    private RedisSignals signals;

    @BeforeAll
    static void startRedis(@TempDir Path folder) {
        infrastructure = Infrastructure.start(new DataFolder(folder), EnumSet.of(Part.REDIS));
        vertx = Vertx.vertx();
        // The pool's own bounds, much smaller than the gateway's.
        redis = Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(infrastructure.redisUrl())
                        .setMaxPoolSize(2)
                        .setMaxPoolWaiting(4));
        subscriber = Redis.createClient(vertx, infrastructure.redisUrl())
                .connect()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        infrastructure.close();
    }

    @BeforeEach
    void listenAsAnotherPod() {
        signals = new RedisSignals(vertx, redis, new PodId("pod-1"));
        ask(Request.cmd(Command.FLUSHALL));
        subscriber.handler(this::onMessage);
        subscriber
                .send(Request.cmd(Command.SUBSCRIBE).arg(RedisKey.pod("pod-2")).arg(RedisKey.pod("pod-1")))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stopListening() {
        subscriber.handler(_ -> {});
    }

    @Test
    void readsAllKeysAndTheRemovedOnesToo() throws Exception {
        put(state("topic", 3, JsonBytes.of("\"héllo\"")));
        put(state("gone", 4, null));

        assertThat(done(signals.read(ROOM)))
                .containsExactlyInAnyOrder(state("topic", 3, JsonBytes.of("\"héllo\"")), state("gone", 4, null));
        assertThat(done(signals.read(new ChannelName("room:empty")))).isEmpty();
    }

    @Test
    void leavesOutWhatItCannotRead() throws Exception {
        put(state("topic", 3, JsonBytes.of("1")));
        ask(Request.cmd(Command.HSET).arg(RedisKey.latest(ROOM)).arg("broken").arg("nonsense"));

        assertThat(done(signals.read(ROOM))).extracting(PodMessage.State::key).containsExactly("topic");
    }

    @Test
    void readsThousandsOfChannelsAtOnceThroughASmallPool() throws Exception {
        put(state("topic", 3, JsonBytes.of("1")));

        List<CompletionStage<List<PodMessage.State>>> reads = IntStream.range(0, 3_000)
                .mapToObj(i -> signals.read(new ChannelName("room:" + i)))
                .toList();

        for (int i = 0; i < reads.size(); i++) {
            assertThat(done(reads.get(i))).hasSize(i == 1 ? 1 : 0);
        }
    }

    @Test
    void tellsTheHighestVersions() throws Exception {
        put(state("topic", 3, JsonBytes.of("1")));

        assertThat(done(signals.highest(List.of(ROOM, new ChannelName("room:empty")))))
                .isEqualTo(Map.of(ROOM, new Version(1, 3)));
    }

    @Test
    void publishesToOtherPodsWithARoute() throws Exception {
        ask(Request.cmd(Command.HSET)
                .arg(RedisKey.route(ROOM))
                .arg("pod-1")
                .arg("1")
                .arg("pod-2")
                .arg("1"));
        var signal = new PodMessage.Transient(
                ROOM, null, "typing", Instant.EPOCH, Instant.EPOCH.plusSeconds(10), "ann", null, JsonBytes.of("{}"));

        for (int i = 0; i < 1_000; i++) {
            var _ = signals.publish(signal);
        }
        done(signals.publish(signal));

        await().untilAsserted(() -> assertThat(arrived).hasSize(1_001).containsOnly(signal));
    }

    @Test
    void closesAConnectionOfTheDeviceWhereverItIs() throws Exception {
        ask(Request.cmd(Command.HSET)
                .arg(RedisKey.connections("ann"))
                .arg("c1")
                .arg("{\"pod\":\"pod-2\",\"device\":\"d1\"}"));

        done(signals.close("ann", "other", "c1", CloseCode.REPLACED));
        done(signals.close("ann", "d1", "c-unknown", CloseCode.REPLACED));
        done(signals.close("ann", "d1", "c1", CloseCode.REPLACED));

        await().untilAsserted(
                        () -> assertThat(arrived).containsExactly(new PodMessage.CloseConnection("ann", "c1", 4409)));
    }

    @Test
    void failsSoonWhenRedisIsAway() {
        var away = new RedisSignals(vertx, Redis.createClient(vertx, "redis://localhost:1"), new PodId("pod-1"));

        assertThatThrownBy(() -> done(away.read(ROOM))).isNotNull();
        assertThatThrownBy(() -> done(away.highest(List.of(ROOM)))).isNotNull();
    }

    private void onMessage(Response message) {
        if (message.type() == ResponseType.PUSH || message.size() == 3) {
            if (message.get(0).toString().equals("message")) {
                arrived.addAll(PodBatchCodec.decode(message.get(2).toBytes()));
            }
        }
    }

    private static void put(PodMessage.State state) {
        ask(Request.cmd(Command.HSET)
                .arg(RedisKey.latest(ROOM))
                .arg(state.key())
                .arg(Buffer.buffer(StateField.encode(state)))
                .arg(RedisKey.HIGHEST_VERSION)
                .arg(state.version().toString()));
    }

    private static PodMessage.State state(String key, long number, @Nullable JsonBytes data) {
        return new PodMessage.State(ROOM, key, new Version(1, number), null, "i", "t", Instant.EPOCH, null, null, data);
    }

    private static void ask(Request request) {
        redis.send(request).toCompletionStage().toCompletableFuture().join();
    }

    private static <T> T done(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS);
    }
}
