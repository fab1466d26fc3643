package io.heliograph.gateway.history.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.gateway.GatewayConfig;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import io.heliograph.gateway.history.HistoryUnavailableException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpHistoryTest {
    private final Vertx vertx = Vertx.vertx();
    private final FakeStore store = FakeStore.start(vertx, HttpHistoryTest::answer);
    private final DependencyStates dependencies = new DependencyStates();
    private HttpHistory history = history(FakeStore.CREDENTIAL, Duration.ofSeconds(10));

    @AfterEach
    void close() {
        store.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aStormOfQuestionsBecomesAFewRequests() throws Exception {
        List<CompletableFuture<CatchUp>> answers =
                IntStream.range(0, 5_000).mapToObj(i -> ask("room:" + i)).toList();

        for (int i = 0; i < answers.size(); i++) {
            assertThat(result(answers.get(i))).isEqualTo(answer(item("room:" + i)));
        }
        assertThat(store.requests()).isBetween(5, 20);
        assertThat(store.questions())
                .allSatisfy(question -> assertThat(question.channels()).hasSizeLessThanOrEqualTo(1_000));
    }

    @Test
    void tellsTheStoreWhereEachQuestionStarts() throws Exception {
        var acknowledged = new From.AtAcknowledgement("ann", "d1");

        result(history.catchUp(new ChannelName("user:ann"), acknowledged, 20));

        assertThat(store.questions())
                .containsExactly(new CatchUpRequest(List.of(new CatchUpRequest.Item("user:ann", acknowledged)), 20));
    }

    @Test
    void asksForTheHeadsOfManyChannels() throws Exception {
        store.haveHeads(Map.of("room:1", "7.3"));
        List<ChannelName> channels = IntStream.range(0, 2_500)
                .mapToObj(i -> new ChannelName("room:" + i))
                .toList();

        assertThat(result(history.heads(channels))).isEqualTo(Map.of(new ChannelName("room:1"), new Position(7, 3)));
        assertThat(store.requests()).isEqualTo(3);
    }

    @Test
    void askingForNoHeadsAsksNobody() throws Exception {
        assertThat(result(history.heads(List.of()))).isEmpty();
        assertThat(store.requests()).isZero();
    }

    @Test
    void isUnavailableWhenTheStoreIs() {
        store.fail(503);

        assertUnavailable(ask("room:1"));
        assertUnavailable(history.heads(List.of(new ChannelName("room:1"))));
    }

    @Test
    void isKnownToBeAwayUntilItAnswersAgain() throws Exception {
        store.fail(503);
        assertUnavailable(ask("room:1"));
        assertThat(dependencies.isAway(Dependency.DELIVERY_STORE)).isTrue();

        store.fail(200);
        result(ask("room:1"));

        assertThat(dependencies.isAway(Dependency.DELIVERY_STORE)).isFalse();
    }

    @Test
    void isUnavailableWhenTheCredentialIsRefused() {
        history = history("another-secret-of-16-or-more", Duration.ofSeconds(10));

        assertUnavailable(ask("room:1"));
    }

    @Test
    void isUnavailableWhenTheAnswerCannotBeRead() {
        store.garble();

        assertUnavailable(ask("room:1"));
        assertUnavailable(history.heads(List.of(new ChannelName("room:1"))));
    }

    @Test
    void isUnavailableWhenTheAnswerIsAboutSomethingElse() {
        store.answer(_ -> answer(item("room:other")));

        assertUnavailable(ask("room:1"));
    }

    @Test
    void isUnavailableWhenNobodyListens() {
        store.close();

        assertUnavailable(ask("room:1"));
    }

    @Test
    void givesUpOnASilentStoreAndGoesOnWhenItSpeaksAgain() throws Exception {
        history = history(FakeStore.CREDENTIAL, Duration.ofMillis(300));
        store.fallSilent();

        assertUnavailable(ask("room:1"));
        store.speakAgain();

        assertThat(result(ask("room:2"))).isEqualTo(answer(item("room:2")));
    }

    @Test
    void refusesWhatIsBeyondItsBoundsWhileTheStoreIsSilent() {
        store.fallSilent();
        List<CompletionStage<Map<ChannelName, Position>>> answers = new ArrayList<>();

        for (int i = 0; i < 32 + 256 + 1; i++) {
            answers.add(history.heads(List.of(new ChannelName("room:" + i))));
        }

        assertUnavailable(answers.getLast());
        assertThat(answers.getFirst().toCompletableFuture()).isNotDone();
    }

    private CompletableFuture<CatchUp> ask(String channel) {
        return history.catchUp(new ChannelName(channel), new From.AtHead(), 20).toCompletableFuture();
    }

    private static CatchUpRequest.Item item(String channel) {
        return new CatchUpRequest.Item(channel, new From.AtHead());
    }

    private static CatchUp answer(CatchUpRequest.Item item) {
        var head = new Position(7, item.channel().hashCode() & 0xFFFF);
        return new CatchUp(new ChannelName(item.channel()), head, head, null, List.of());
    }

    private static <T> T result(CompletionStage<T> answer) throws Exception {
        return answer.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void assertUnavailable(CompletionStage<?> answer) {
        assertThatThrownBy(() -> result(answer))
                .isInstanceOf(ExecutionException.class)
                .hasCauseExactlyInstanceOf(HistoryUnavailableException.class);
    }

    private HttpHistory history(String credential, Duration timeout) {
        return new HttpHistory(
                vertx,
                new Settings(store.url(), credential, Duration.ofMillis(4), timeout),
                new SimpleMeterRegistry(),
                dependencies);
    }

    private record Settings(URI url, String credential, Duration window, Duration timeout)
            implements GatewayConfig.History {}
}
