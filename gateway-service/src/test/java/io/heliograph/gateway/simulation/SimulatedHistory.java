package io.heliograph.gateway.simulation;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.store.HistoryRequest;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.history.HistoryUnavailableException;
import io.heliograph.gateway.testing.MemoryStore;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads at any time after the question, and answers at any time after that. */
final class SimulatedHistory implements History {
    private final MemoryStore store;
    private final Schedule schedule;
    private final boolean lagging;

    SimulatedHistory(MemoryStore store, Schedule schedule, boolean lagging) {
        this.store = store;
        this.schedule = schedule;
        this.lagging = lagging;
    }

    @Override
    public CompletionStage<CatchUp> catchUp(ChannelName channel, From from, int limit) {
        return answer(() -> lagging ? lagged(channel, from, limit) : store.read(channel, from, limit));
    }

    /** The last row may be missing yet. */
    private @Nullable CatchUp lagged(ChannelName channel, From from, int limit) {
        CatchUp now = store.read(channel, from, limit);
        if (now == null || now.entries().isEmpty()) {
            return now;
        }
        Position head = now.head();
        var behind = new Position(head.epoch(), head.offset() - 1);
        return new CatchUp(
                channel,
                now.base(),
                behind,
                now.reset(),
                now.entries().subList(0, now.entries().size() - 1));
    }

    @Override
    public CompletionStage<Map<ChannelName, Position>> heads(Collection<ChannelName> channels) {
        return answer(() -> store.readHeads(channels));
    }

    @Override
    public CompletionStage<HistoryPage> page(HistoryRequest request) {
        return answer(() -> store.readPage(request));
    }

    private <T> CompletionStage<T> answer(Supplier<@Nullable T> read) {
        var answer = new CompletableFuture<T>();
        schedule.sometime(() -> {
            T found = read.get();
            schedule.sometime(() -> {
                if (found == null) {
                    answer.completeExceptionally(new HistoryUnavailableException("away", null));
                } else {
                    answer.complete(found);
                }
            });
        });
        return answer;
    }
}
