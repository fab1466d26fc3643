package io.heliograph.gateway.history.http;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpCodec;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.store.HistoryPageCodec;
import io.heliograph.contracts.store.HistoryRequest;
import io.heliograph.contracts.store.StorePath;
import io.heliograph.gateway.GatewayConfig;
import io.heliograph.gateway.health.DependencyStates;
import io.heliograph.gateway.health.DependencyStates.Dependency;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.history.HistoryUnavailableException;
import io.heliograph.gateway.history.Question;
import io.heliograph.gateway.history.QuestionBatch;
import io.heliograph.gateway.history.QuestionCollector;
import io.heliograph.gateway.history.RequestGate;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Asks delivery-store over HTTP. A storm of reconnects becomes a few requests, because questions wait a few milliseconds for company. Its state belongs to one
 * event loop.
 */
@Startup
@Singleton
final class HttpHistory implements History {
    private static final Logger LOG = Logger.getLogger(HttpHistory.class);
    private static final int MAX_RUNNING = 32;
    /** With 1,000 channels each: more than a full gateway has subscriptions to catch up at once. */
    private static final int MAX_WAITING = 256;

    private final Vertx vertx;
    private final Context context;
    private final StoreClient store;
    private final DependencyStates dependencies;
    private final long windowMillis;
    private final QuestionCollector collector = new QuestionCollector(StorePath.MAX_CHANNELS);
    private final RequestGate gate = new RequestGate(MAX_RUNNING, MAX_WAITING);
    private boolean unreadableLogged;

    @Inject
    HttpHistory(Vertx vertx, GatewayConfig config, MeterRegistry metrics, DependencyStates dependencies) {
        this(vertx, config.history(), metrics, dependencies);
    }

    HttpHistory(Vertx vertx, GatewayConfig.History config, MeterRegistry metrics, DependencyStates dependencies) {
        this.vertx = vertx;
        this.dependencies = dependencies;
        context = vertx.getOrCreateContext();
        store = new StoreClient(vertx, config.url(), config.credential(), config.timeout(), MAX_RUNNING, metrics);
        windowMillis = Math.max(1, config.window().toMillis());
        metrics.gauge("heliograph_history_requests_waiting", gate, RequestGate::waiting);
    }

    @Override
    public CompletionStage<CatchUp> catchUp(ChannelName channel, From from, int limit) {
        var answer = new CompletableFuture<CatchUp>();
        context.runOnContext(_ -> collect(new Question(channel, from, limit, answer)));
        return answer;
    }

    @Override
    public CompletionStage<Map<ChannelName, Position>> heads(Collection<ChannelName> channels) {
        List<ChannelName> all = List.copyOf(channels);
        List<CompletableFuture<Map<ChannelName, Position>>> parts = new ArrayList<>();
        for (int start = 0; start < all.size(); start += StorePath.MAX_CHANNELS) {
            parts.add(askHeads(all.subList(start, Math.min(all.size(), start + StorePath.MAX_CHANNELS))));
        }
        var whole = new CompletableFuture<Map<ChannelName, Position>>();
        var _ = CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).whenComplete((_, failure) -> {
            if (failure != null) {
                whole.completeExceptionally(failure.getCause());
                return;
            }
            Map<ChannelName, Position> heads = new HashMap<>();
            parts.forEach(part -> heads.putAll(part.join()));
            whole.complete(heads);
        });
        return whole;
    }

    @Override
    public CompletionStage<HistoryPage> page(HistoryRequest request) {
        var answer = new CompletableFuture<HistoryPage>();
        context.runOnContext(_ -> exchange(
                StorePath.HISTORY,
                StoreJson.history(request),
                HistoryPageCodec::decode,
                answer::complete,
                answer::completeExceptionally));
        return answer;
    }

    private void collect(Question question) {
        if (collector.isEmpty()) {
            vertx.setTimer(windowMillis, _ -> collector.takeAll().forEach(this::ask));
        }
        collector.add(question).ifPresent(this::ask);
    }

    private void ask(QuestionBatch batch) {
        exchange(
                StorePath.CATCH_UP,
                StoreJson.catchUp(batch.request()),
                CatchUpCodec::decode,
                batch::answer,
                batch::fail);
    }

    private CompletableFuture<Map<ChannelName, Position>> askHeads(List<ChannelName> channels) {
        var answer = new CompletableFuture<Map<ChannelName, Position>>();
        context.runOnContext(_ -> exchange(
                StorePath.HEADS,
                StoreJson.heads(channels),
                StoreJson::readHeads,
                answer::complete,
                answer::completeExceptionally));
        return answer;
    }

    /** Decoding and answering may throw {@link IllegalArgumentException}: then the store speaks another language than this gateway. */
    private <T> void exchange(
            String path,
            byte[] question,
            Function<byte[], T> decoder,
            Consumer<T> onAnswer,
            Consumer<HistoryUnavailableException> onFailure) {
        boolean admitted = gate.admit(() -> store.post(path, question).onComplete(result -> {
            gate.finished();
            if (result.failed()) {
                dependencies.onUnavailable(Dependency.DELIVERY_STORE);
                onFailure.accept((HistoryUnavailableException) result.cause());
                return;
            }
            dependencies.onAnswer(Dependency.DELIVERY_STORE);
            try {
                onAnswer.accept(decoder.apply(result.result().getBytes()));
            } catch (IllegalArgumentException e) {
                onFailure.accept(unreadable(path, e));
            }
        }));
        if (!admitted) {
            onFailure.accept(new HistoryUnavailableException("too many requests to delivery-store wait already", null));
        }
    }

    private HistoryUnavailableException unreadable(String path, IllegalArgumentException cause) {
        if (!unreadableLogged) {
            unreadableLogged = true;
            LOG.errorf(
                    "history.unreadable path=%s cause=%s: delivery-store and this gateway differ in version",
                    path, cause.getMessage());
        }
        return new HistoryUnavailableException("delivery-store's answer cannot be read", cause);
    }
}
