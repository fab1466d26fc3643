package io.heliograph.gateway.routing.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.process.Signal;
import io.heliograph.cli.platform.testing.Infrastructure;
import io.heliograph.cli.platform.testing.Part;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodBatchCodec;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.gateway.GatewayConfig;
import io.heliograph.gateway.routing.PodId;
import io.heliograph.gateway.routing.PodListener;
import io.heliograph.gateway.routing.RegistryUnavailableException;
import io.heliograph.gateway.routing.UserConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisRegistryTest {
    private static final PodId POD = new PodId("pod-1");
    private static final ChannelName LOBBY = new ChannelName("room:lobby");

    private static Infrastructure infrastructure;
    private static Vertx vertx;
    private static Redis redis;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Listener listener = new Listener();
    private RedisRegistry registry = registry(POD, Duration.ofMinutes(20));

    @BeforeAll
    static void startRedis(@TempDir Path folder) {
        infrastructure = Infrastructure.start(new DataFolder(folder), EnumSet.of(Part.REDIS));
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, infrastructure.redisUrl());
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        infrastructure.close();
    }

    @BeforeEach
    void start() {
        ask(Command.FLUSHALL);
        start(registry);
        await().until(() -> listener.restored.get() == 1);
    }

    @AfterEach
    void leave() {
        registry.leave().toCompletableFuture().join();
    }

    @Test
    void takesALeaseAndNotesWhenTheRegistryBegan() {
        assertThat(number(ask(Command.PTTL, "pod:pod-1"))).isBetween(1L, 1_500L);
        assertThat(text(ask(Command.GET, "registry"))).matches("[0-9]{13}");
    }

    @Test
    void keepsItsLease() {
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(5))
                .until(() -> number(ask(Command.EXISTS, "pod:pod-1")) == 1);
    }

    @Test
    void aHeldChannelHasItsRouteWhenTheAnswerComes() throws Exception {
        done(registry.hold(LOBBY));

        assertThat(text(ask(Command.HGET, "route:room:lobby", "pod-1"))).matches("[0-9]{13}");
        assertThat(number(ask(Command.TTL, "route:room:lobby"))).isBetween(3_500L, 3_600L);
    }

    @Test
    void aStormOfChannelsIsWrittenWhole() throws Exception {
        List<CompletableFuture<Void>> held = IntStream.range(0, 5_000)
                .mapToObj(i -> registry.hold(new ChannelName("room:" + i)).toCompletableFuture())
                .toList();

        for (CompletableFuture<Void> each : held) {
            done(each);
        }

        assertThat(number(ask(Command.HEXISTS, "route:room:4999", "pod-1"))).isOne();
        assertThat(number(ask(Command.DBSIZE))).isEqualTo(5_002);
    }

    @Test
    void aReleasedChannelKeepsItsRouteForAWhileOnly() throws Exception {
        done(registry.hold(LOBBY));

        registry.release(LOBBY);

        await().until(() -> number(ask(Command.EXISTS, "route:room:lobby")) == 0);
    }

    @Test
    void aChannelThatIsHeldAgainKeepsItsRoute() throws Exception {
        done(registry.hold(LOBBY));
        registry.release(LOBBY);
        done(registry.hold(LOBBY));

        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(4))
                .until(() -> number(ask(Command.EXISTS, "route:room:lobby")) == 1);
    }

    @Test
    void oneKeyThatCannotBeWrittenStopsNoOther() throws Exception {
        ask(Command.SET, "route:room:bad", "not a hash");

        CompletionStage<Void> bad = registry.hold(new ChannelName("room:bad"));
        CompletionStage<Void> good = registry.hold(LOBBY);

        assertThatThrownBy(() -> done(bad)).hasCauseInstanceOf(RegistryUnavailableException.class);
        done(good);
        assertThat(number(ask(Command.HEXISTS, "route:room:lobby", "pod-1"))).isOne();
    }

    @Test
    void tellsWhereAUserIsConnected() {
        registry.add(new UserConnections.Entry("ann", "c1", "d1", "websocket", Instant.EPOCH));
        registry.add(new UserConnections.Entry("ann", "c2", null, "websocket", Instant.EPOCH));

        await().until(() -> number(ask(Command.HLEN, "connections:ann")) == 2);
        assertThat(text(ask(Command.HGET, "connections:ann", "c1")))
                .isEqualTo(
                        "{\"pod\":\"pod-1\",\"device\":\"d1\",\"transport\":\"websocket\",\"since\":\"1970-01-01T00:00:00Z\"}");

        registry.remove("ann", "c1");
        registry.remove("ann", "c2");

        await().until(() -> number(ask(Command.EXISTS, "connections:ann")) == 0);
    }

    @Test
    void handsOnWhatArrivesForThisPodAndForAll() {
        var message = new PodMessage.Skipped(LOBBY, 1, 2, 3);

        publish("pod:pod-1", PodBatchCodec.encode(List.of(message)));
        publish("pods", PodBatchCodec.encode(List.of(new CompareNotice.Partition(3, 8))));
        publish("pod:pod-2", PodBatchCodec.encode(List.of(message)));

        await().untilAsserted(() -> assertThat(listener.batches)
                .containsExactly(List.of(message), List.of(new CompareNotice.Partition(3, 8))));
    }

    @Test
    void comparesAllChannelsWhenABatchCannotBeRead() {
        publish("pod:pod-1", new byte[] {99, 1, 2});
        publish("pod:pod-1", new byte[] {});

        await().untilAsserted(() -> assertThat(listener.batches)
                .containsExactly(List.of(new CompareNotice.AllChannels()), List.of(new CompareNotice.AllChannels())));
        assertThat(metrics.counter("heliograph_batches_received", "result", "unreadable")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void writesEverythingAgainWhenRedisForgotEverything() throws Exception {
        done(registry.hold(LOBBY));

        ask(Command.FLUSHALL);

        await().until(() -> listener.restored.get() == 2);
        assertThat(number(ask(Command.HEXISTS, "route:room:lobby", "pod-1"))).isOne();
        assertThat(number(ask(Command.EXISTS, "pod:pod-1", "registry"))).isEqualTo(2);
        assertThat(metrics.counter("heliograph_lease_lost").count()).isOne();
    }

    @Test
    void comesBackWhenRedisWasKilledAndStartedEmpty() throws Exception {
        done(registry.hold(LOBBY));

        infrastructure.server(Part.REDIS).kill();
        await().until(() -> listener.away.contains(true));
        CompletionStage<Void> meanwhile = registry.hold(new ChannelName("room:kitchen"));
        assertThatThrownBy(() -> done(meanwhile)).hasCauseInstanceOf(RegistryUnavailableException.class);
        infrastructure.startAgain(Part.REDIS);

        await().atMost(Duration.ofSeconds(20)).until(() -> listener.restored.get() == 2);
        assertThat(listener.away).containsExactly(true, false);
        assertThat(number(ask(Command.HEXISTS, "route:room:lobby", "pod-1"))).isOne();
        assertThat(number(ask(Command.HEXISTS, "route:room:kitchen", "pod-1"))).isOne();
        publish("pod:pod-1", PodBatchCodec.encode(List.of(new CompareNotice.AllChannels())));
        await().until(() -> listener.batches.size() == 1);
    }

    @Test
    void comesBackWhenItsConnectionsWereCut() throws Exception {
        done(registry.hold(LOBBY));

        ask(Command.CLIENT, "KILL", "TYPE", "pubsub");

        await().until(() -> listener.restored.get() == 2);
        publish("pod:pod-1", PodBatchCodec.encode(List.of(new CompareNotice.AllChannels())));
        await().until(() -> listener.batches.size() == 1);
    }

    @Test
    void noticesARedisThatHangsAndItsReturn() throws Exception {
        done(registry.hold(LOBBY));

        infrastructure.server(Part.REDIS).signal(Signal.STOP);
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> listener.away.contains(true));
            assertThatThrownBy(() -> done(registry.hold(new ChannelName("room:kitchen"))))
                    .hasCauseInstanceOf(RegistryUnavailableException.class);
        } finally {
            infrastructure.server(Part.REDIS).signal(Signal.CONT);
        }

        await().atMost(Duration.ofSeconds(20)).until(() -> listener.restored.get() == 2);
        await().until(() -> number(ask(Command.HEXISTS, "route:room:kitchen", "pod-1")) == 1);
    }

    @Test
    void theSweepRemovesTheRoutesOfPodsWithoutALease() throws Exception {
        registry.leave().toCompletableFuture().join();
        ask(Command.SET, "registry", "1000");
        ask(Command.SET, "pod:pod-alive", "1");
        ask(Command.HSET, "route:room:lobby", "pod-dead", "7", "pod-alive", "8");
        registry = registry(POD, Duration.ofMillis(500));
        start(registry);
        await().until(() -> listener.restored.get() == 2);

        done(registry.hold(LOBBY));

        await().until(() -> number(ask(Command.HEXISTS, "route:room:lobby", "pod-dead")) == 0);
        assertThat(number(ask(Command.HLEN, "route:room:lobby"))).isEqualTo(2);
        await().untilAsserted(() ->
                assertThat(metrics.counter("heliograph_routes_removed").count()).isOne());
    }

    @Test
    void leavesNothingBehindWhenItEndsInOrder() throws Exception {
        done(registry.hold(LOBBY));
        registry.add(new UserConnections.Entry("ann", "c1", "d1", "websocket", Instant.EPOCH));

        registry.leave().toCompletableFuture().join();

        assertThat(number(ask(Command.DBSIZE))).as("only 'registry' stays").isOne();
    }

    private RedisRegistry registry(PodId pod, Duration sweep) {
        var settings = new Settings(Duration.ofMillis(1_500), Duration.ofMillis(500), sweep, Duration.ofSeconds(1));
        return new RedisRegistry(vertx, pod, settings, metrics);
    }

    private void start(RedisRegistry started) {
        started.start(new RedisOptions().setConnectionString(infrastructure.redisUrl()), List.of(listener));
    }

    private static void publish(String channel, byte[] message) {
        send(Request.cmd(Command.PUBLISH).arg(channel).arg(Buffer.buffer(message)));
    }

    private static @Nullable Response ask(Command command, String... arguments) {
        Request request = Request.cmd(command);
        for (String argument : arguments) {
            request.arg(argument);
        }
        return send(request);
    }

    private static @Nullable Response send(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }

    private static long number(@Nullable Response response) {
        return response == null ? -1 : response.toLong();
    }

    private static String text(@Nullable Response response) {
        return String.valueOf(response);
    }

    private static void done(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private record Settings(Duration lease, Duration renewal, Duration sweep, Duration linger)
            implements GatewayConfig.Routing {
        @Override
        public String podName() {
            return "pod";
        }
    }

    private static final class Listener implements PodListener {
        private final List<List<PodMessage>> batches = new CopyOnWriteArrayList<>();
        private final List<Boolean> away = new CopyOnWriteArrayList<>();
        private final AtomicInteger restored = new AtomicInteger();

        @Override
        public void onBatch(List<PodMessage> messages) {
            batches.add(messages);
        }

        @Override
        public void onRegistryRestored() {
            restored.incrementAndGet();
        }

        @Override
        public void onRegistryAway(boolean isAway) {
            away.add(isAway);
        }
    }
}
