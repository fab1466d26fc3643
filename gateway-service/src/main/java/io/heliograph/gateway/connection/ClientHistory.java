package io.heliograph.gateway.connection;

import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ServerFrame;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.store.HistoryRequest;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.outbound.EntryFrames;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Answers {@code history}, docs/protocol.md §3.8. Safe for concurrent use. */
public final class ClientHistory {
    private final History history;
    private final InstantSource clock;

    public ClientHistory(History history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /** Completes with the answer, on any thread; never exceptionally. */
    CompletionStage<ServerFrame> page(ClientFrame.History frame) {
        Position before = frame.before();
        var request =
                new HistoryRequest(frame.channel().value(), before == null ? null : before.toString(), frame.limit());
        return history.page(request)
                .handle((page, failure) -> failure == null
                        ? answer(frame, page)
                        : ServerFrame.Failed.of(
                                frame.ref(),
                                ProblemCode.UNAVAILABLE,
                                "the store cannot be asked at present",
                                frame.channel()));
    }

    private ServerFrame answer(ClientFrame.History frame, HistoryPage page) {
        Instant now = clock.instant();
        List<ServerFrame> frames = page.entries().stream()
                .map(entry -> EntryFrames.frameOf(EntryFrames.due(entry, now)))
                .toList();
        return new ServerFrame.History(frame.ref(), frame.channel(), page.base(), page.more(), frames);
    }
}
