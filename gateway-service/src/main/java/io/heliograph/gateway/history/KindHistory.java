package io.heliograph.gateway.history;

import io.heliograph.contracts.channel.ChannelKind;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.store.HistoryRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Answers at once for channels whose kind keeps nothing: they are empty, whether the store is there or not. Safe for concurrent use. */
public final class KindHistory implements History {
    private final History store;
    private final ChannelKinds kinds;

    public KindHistory(History store, ChannelKinds kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    @Override
    public CompletionStage<CatchUp> catchUp(ChannelName channel, From from, int limit) {
        return isDurable(channel)
                ? store.catchUp(channel, from, limit)
                : CompletableFuture.completedFuture(
                        new CatchUp(channel, Position.BEGINNING, Position.BEGINNING, resetOf(from), List.of()));
    }

    /** A place that there never was. */
    private static @Nullable ResetReason resetOf(From from) {
        return from instanceof From.AtPosition(String position) && !position.equals(Position.BEGINNING.toString())
                ? ResetReason.UNKNOWN
                : null;
    }

    @Override
    public CompletionStage<HistoryPage> page(HistoryRequest request) {
        var channel = new ChannelName(request.channel());
        return isDurable(channel)
                ? store.page(request)
                : CompletableFuture.completedFuture(
                        new HistoryPage(channel, Position.BEGINNING, Position.BEGINNING, false, List.of()));
    }

    @Override
    public CompletionStage<Map<ChannelName, Position>> heads(Collection<ChannelName> channels) {
        List<ChannelName> durable = channels.stream().filter(this::isDurable).toList();
        return durable.isEmpty() ? CompletableFuture.completedFuture(Map.of()) : store.heads(durable);
    }

    private boolean isDurable(ChannelName channel) {
        return kinds.find(channel).filter(KindHistory::isDurable).isPresent();
    }

    private static boolean isDurable(ChannelKind kind) {
        return kind.allows(Durability.DURABLE);
    }
}
