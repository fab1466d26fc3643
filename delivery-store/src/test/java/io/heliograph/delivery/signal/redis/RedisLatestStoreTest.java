package io.heliograph.delivery.signal.redis;

import static io.heliograph.delivery.testing.Signals.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.testing.InfrastructureResource;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Version;
import io.heliograph.contracts.registry.RedisKey;
import io.heliograph.contracts.registry.StateField;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.delivery.signal.LatestStore;
import io.heliograph.delivery.signal.LatestStore.Outcome;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = InfrastructureResource.class,
        initArgs = @ResourceArg(name = "parts", value = "kafka,postgres,redis"))
@SuppressWarnings("NullAway.Init") // Quarkus fills the fields
class RedisLatestStoreTest {
    @Inject
    LatestStore store;

    @Inject
    Redis redis;

    private final String channel = "room:" + UUID.randomUUID();
    /** One that no worker of the service has. */
    private final TopicPartition partition =
            new TopicPartition("heliograph.signals", 1_000_000 + channel.hashCode() % 1_000_000);

    @Test
    void keepsTheNewestOfEachKeyAndTheHighestVersionOfAll() {
        assertThat(put(
                        state(channel, "x", 10, "1"),
                        state(channel, "y", 11, "2"),
                        state(channel, "x", 9, "0"),
                        state(channel, "x", 12, "3")))
                .containsExactly(after(null), after(10L), new Outcome.Stale(), after(11L));

        assertThat(stored("x")).isEqualTo(state(channel, "x", 12, "3"));
        assertThat(stored("y")).isEqualTo(state(channel, "y", 11, "2"));
        assertThat(highest()).isEqualTo("1.12");
        assertThat(run(Request.cmd(Command.TTL).arg(key())).toLong()).isPositive();
    }

    @Test
    void comparesVersionsAsNumbersAndGenerationsFirst() {
        put(state(channel, "x", 9, "1"));
        var raised = new PodMessage.State(
                new ChannelName(channel),
                "x",
                new Version(2, 1),
                null,
                "id",
                "score",
                state(channel, "x", 9, "1").time(),
                null,
                null,
                state(channel, "x", 9, "2").data());

        assertThat(put(state(channel, "x", 10, "1"), raised, state(channel, "x", 9_007_199_254_740_993L, "1")))
                .containsExactly(after(9L), after(10L), new Outcome.Stale());
        assertThat(highest()).isEqualTo("2.1");
    }

    @Test
    void answersTheSameOnceMoreAsPutSoThatItIsPublishedAgain() {
        put(state(channel, "x", 10, "1"), state(channel, "y", 11, "2"));

        assertThat(put(state(channel, "x", 10, "1"), state(channel, "y", 11, "2")))
                .containsExactly(after(11L), after(11L));
        assertThat(highest()).isEqualTo("1.11");
    }

    @Test
    void keepsARemovalWithItsVersionSoThatNothingOlderComesBack() {
        put(state(channel, "x", 10, "1"), state(channel, "x", 11, null));

        assertThat(put(state(channel, "x", 10, "1"))).containsExactly(new Outcome.Stale());
        assertThat(stored("x").isRemoved()).isTrue();
        assertThat(put(state(channel, "x", 12, "2"))).containsExactly(after(11L));
        assertThat(stored("x").isRemoved()).isFalse();
    }

    @Test
    void takesNoMoreThanAThousandKeysAndHasPlaceForOthersOnceSomeAreRemoved() {
        put(states(1, 1_000, "1"));

        assertThat(put(state(channel, "one more", 2_000, "1"))).containsExactly(new Outcome.Full());
        assertThat(put(state(channel, "k1", 2_001, "2"))).containsExactly(after(1_000L));
        assertThat(put(state(channel, "k2", 2_002, null), state(channel, "one more", 2_003, "1")))
                .containsExactly(after(2_001L), after(2_002L));
        assertThat(put(state(channel, "yet another", 2_004, "1"))).containsExactly(new Outcome.Full());
    }

    @Test
    void forgetsTheOldestRemovalsBeyondItsBoundAndNoValue() {
        put(state(channel, "kept", 1, "1"));
        put(states(2, 1_001, null));

        put(state(channel, "new", 5_000, "1"));

        assertThat(run(Request.cmd(Command.HLEN).arg(key())).toInteger()).isBetween(900, 1_001);
        assertThat(exists("kept")).isTrue();
        assertThat(exists("k2")).isFalse();
        assertThat(exists("k1001")).isTrue();
    }

    @Test
    void movesTheMarkOnlyFromWhereItIsExpected() {
        Optional<Version> none = Optional.empty();
        Version seven = new Version(1, 7);

        assertThat(store.mark(partition)).isEmpty();
        assertThat(move(none, seven)).isTrue();
        assertThat(move(none, seven)).isTrue(); // an attempt of which nobody knew that it had worked
        assertThat(move(none, new Version(1, 8))).isFalse();
        assertThat(move(Optional.of(seven), new Version(1, 8))).isTrue();
        assertThat(store.mark(partition)).hasValue(new Version(1, 8));
    }

    @Test
    void teachesRedisTheScriptsThatItForgot() {
        run(Request.cmd(Command.SCRIPT).arg("FLUSH"));

        assertThat(put(state(channel, "x", 10, "1"))).containsExactly(after(null));
    }

    private PodMessage.State[] states(int first, int last, @Nullable String json) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> state(channel, "k" + i, i, json))
                .toArray(PodMessage.State[]::new);
    }

    private List<Outcome> put(PodMessage.State... states) {
        Optional<Version> mark = store.mark(partition);
        return new ArrayList<>(store.put(
                        Arrays.asList(states),
                        new LatestStore.MarkMove(partition, mark, mark.orElse(new Version(1, 0))))
                .outcomes());
    }

    private boolean move(Optional<Version> from, Version to) {
        return store.put(List.of(), new LatestStore.MarkMove(partition, from, to))
                .marked();
    }

    private static Outcome after(@Nullable Long previous) {
        return new Outcome.Put(previous == null ? null : new Version(1, previous));
    }

    private PodMessage.State stored(String stateKey) {
        return StateField.decode(run(Request.cmd(Command.HGET).arg(key()).arg(Buffer.buffer(stateKey)))
                .toBytes());
    }

    private boolean exists(String stateKey) {
        return run(Request.cmd(Command.HEXISTS).arg(key()).arg(stateKey)).toInteger() == 1;
    }

    private String highest() {
        return run(Request.cmd(Command.HGET).arg(key()).arg("")).toString();
    }

    private String key() {
        return RedisKey.latest(new ChannelName(channel));
    }

    private Response run(Request request) {
        try {
            return redis.send(request).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
