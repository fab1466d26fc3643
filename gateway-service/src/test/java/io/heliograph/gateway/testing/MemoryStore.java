package io.heliograph.gateway.testing;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.contracts.protocol.ResetReason;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.HistoryPage;
import io.heliograph.contracts.store.HistoryRequest;
import io.heliograph.contracts.wire.PodMessage.ChannelEntry;
import io.heliograph.contracts.wire.PodMessage.Publication;
import io.heliograph.gateway.history.History;
import io.heliograph.gateway.history.HistoryUnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What delivery-store would answer, from memory and at once. Safe for concurrent use. */
public class MemoryStore implements History {
    private final Map<ChannelName, Row> rows = new TreeMap<>();
    private final Map<ChannelName, Position> acknowledged = new TreeMap<>();
    private final List<Runnable> held = new ArrayList<>();
    private boolean away;
    private boolean holding;
    private long nextEpoch = 100;

    private static final class Row {
        private long epoch;
        private long trimmed;
        private final List<Publication> publications = new ArrayList<>();

        private long head() {
            return publications.size();
        }
    }

    public synchronized Publication append(ChannelName channel, String data) {
        return append(channel, data, null);
    }

    public synchronized Publication append(ChannelName channel, String data, @Nullable Instant expiresAt) {
        Row row = rows.computeIfAbsent(channel, _ -> {
            var made = new Row();
            made.epoch = nextEpoch++;
            return made;
        });
        long offset = row.head() + 1;
        var publication = new Publication(
                channel,
                row.epoch,
                offset,
                channel.value() + "#" + row.epoch + "#" + offset,
                "test",
                Instant.EPOCH,
                Instant.now(),
                Priority.NORMAL,
                expiresAt,
                null,
                null,
                null,
                JsonBytes.of(data));
        row.publications.add(publication);
        return publication;
    }

    /** As after a restore: the same publications in another life of the channel. */
    public synchronized void drawNewEpoch(ChannelName channel) {
        Row row = rows.get(channel);
        if (row != null) {
            row.epoch = nextEpoch++;
            row.publications.replaceAll(old -> new Publication(
                    old.channel(),
                    row.epoch,
                    old.offset(),
                    old.channel().value() + "#" + row.epoch + "#" + old.offset(),
                    old.type(),
                    old.time(),
                    old.storedAt(),
                    old.priority(),
                    old.expiresAt(),
                    null,
                    null,
                    null,
                    old.data()));
        }
    }

    /** Forgets what retention has passed. */
    public synchronized void trim(ChannelName channel, long upTo) {
        Row row = rows.get(channel);
        if (row != null) {
            row.trimmed = Math.max(row.trimmed, Math.min(upTo, row.head()));
        }
    }

    public synchronized void acknowledge(ChannelName channel, Position position) {
        acknowledged.put(channel, position);
    }

    public synchronized void goAway(boolean isAway) {
        away = isAway;
    }

    /** Questions of subscriptions wait from here on. */
    public synchronized void holdAnswers() {
        holding = true;
    }

    /** Answers those that wait, and further ones at once. */
    public void answer() {
        List<Runnable> answers;
        synchronized (this) {
            holding = false;
            answers = List.copyOf(held);
            held.clear();
        }
        answers.forEach(Runnable::run);
    }

    public synchronized Position head(ChannelName channel) {
        Row row = rows.get(channel);
        return row == null ? Position.BEGINNING : new Position(row.epoch, row.head());
    }

    public synchronized @Nullable Publication find(ChannelName channel, long epoch, long offset) {
        Row row = rows.get(channel);
        return row == null || row.epoch != epoch || offset < 1 || offset > row.head()
                ? null
                : row.publications.get((int) offset - 1);
    }

    @Override
    public CompletionStage<CatchUp> catchUp(ChannelName channel, From from, int limit) {
        synchronized (this) {
            if (holding) {
                var later = new CompletableFuture<CatchUp>();
                held.add(() -> complete(later, read(channel, from, limit)));
                return later;
            }
        }
        CatchUp answer = read(channel, from, limit);
        return answer == null ? unavailable() : CompletableFuture.completedFuture(answer);
    }

    private static void complete(CompletableFuture<CatchUp> later, @Nullable CatchUp answer) {
        if (answer == null) {
            later.completeExceptionally(new HistoryUnavailableException("away", null));
        } else {
            later.complete(answer);
        }
    }

    /** Null while the store is away. */
    public synchronized @Nullable CatchUp read(ChannelName channel, From from, int limit) {
        if (away) {
            return null;
        }
        Row row = rows.get(channel);
        if (row == null) {
            boolean claims = from instanceof From.AtPosition(String position) && !position.equals("0");
            return new CatchUp(
                    channel, Position.BEGINNING, Position.BEGINNING, claims ? ResetReason.UNKNOWN : null, List.of());
        }
        return answer(channel, row, from, limit);
    }

    private CatchUp answer(ChannelName channel, Row row, From from, int limit) {
        var head = new Position(row.epoch, row.head());
        var oldest = new Position(row.epoch, row.trimmed);
        ResetReason reset = null;
        Position base = switch (from) {
            case From.AtHead _ -> head;
            case From.AtBeginning _ -> oldest;
            case From.AtAcknowledgement _ -> acknowledged.getOrDefault(channel, oldest);
            case From.AtPosition(String position) -> Position.parse(position);
        };
        if (base.epoch() == 0) {
            base = oldest;
        } else if (base.epoch() != row.epoch) {
            reset = ResetReason.EPOCH;
            base = head;
        } else if (base.offset() > head.offset()) {
            reset = ResetReason.UNKNOWN;
            base = head;
        } else if (base.offset() < row.trimmed) {
            reset = ResetReason.RETENTION;
            base = oldest;
        }
        int first = (int) base.offset();
        int last = Math.min(row.publications.size(), first + limit);
        List<ChannelEntry> entries = List.copyOf(row.publications.subList(first, last));
        return new CatchUp(channel, base, head, reset, entries);
    }

    @Override
    public CompletionStage<HistoryPage> page(HistoryRequest request) {
        HistoryPage page = readPage(request);
        return page == null ? unavailable() : CompletableFuture.completedFuture(page);
    }

    /** Null while the store is away. */
    public synchronized @Nullable HistoryPage readPage(HistoryRequest request) {
        if (away) {
            return null;
        }
        var channel = new ChannelName(request.channel());
        Row row = rows.get(channel);
        if (row == null) {
            return new HistoryPage(channel, Position.BEGINNING, Position.BEGINNING, false, List.of());
        }
        String before = request.before();
        long last = before == null ? row.head() : Position.parse(before).offset();
        long first = Math.max(row.trimmed, last - request.limit());
        return new HistoryPage(
                channel,
                new Position(row.epoch, first),
                new Position(row.epoch, row.head()),
                first > row.trimmed,
                List.copyOf(row.publications.subList((int) first, (int) last)));
    }

    @Override
    public CompletionStage<Map<ChannelName, Position>> heads(Collection<ChannelName> channels) {
        Map<ChannelName, Position> heads = readHeads(channels);
        return heads == null ? unavailable() : CompletableFuture.completedFuture(heads);
    }

    /** Null while the store is away. */
    public synchronized @Nullable Map<ChannelName, Position> readHeads(Collection<ChannelName> channels) {
        if (away) {
            return null;
        }
        Map<ChannelName, Position> heads = new TreeMap<>();
        for (ChannelName channel : channels) {
            if (rows.containsKey(channel)) {
                heads.put(channel, head(channel));
            }
        }
        return heads;
    }

    private static <T> CompletionStage<T> unavailable() {
        return CompletableFuture.failedFuture(new HistoryUnavailableException("away", null));
    }
}
