package io.heliograph.gateway.signal;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.gateway.subscription.DelayedTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the reads of all event loops into batches, one after the other, each channel once in a batch. Who asks while a batch is under way gets the next one: what
 * is under way may be older than what he has missed. No more waits than there are channels with subscribers. Confined to one thread.
 */
public final class StateReads {
    /** Short beside the tick in which states are written, long enough for a client that subscribes to many channels. */
    static final Duration WINDOW = Duration.ofMillis(4);

    /** A state may have megabytes, though few have. */
    static final int MAX_CHANNELS = 250;

    private final Function<List<ChannelName>, CompletionStage<List<List<PodMessage.State>>>> reader;
    private final DelayedTasks tasks;
    private final Map<ChannelName, CompletableFuture<List<PodMessage.State>>> waiting = new LinkedHashMap<>();
    private boolean busy;

    /**
     * @param reader reads all keys of each channel; completes on this thread
     * @param tasks runs what is due on this thread
     */
    public StateReads(
            Function<List<ChannelName>, CompletionStage<List<List<PodMessage.State>>>> reader, DelayedTasks tasks) {
        this.reader = reader;
        this.tasks = tasks;
    }

    public CompletionStage<List<PodMessage.State>> read(ChannelName channel) {
        CompletableFuture<List<PodMessage.State>> answer =
                waiting.computeIfAbsent(channel, _ -> new CompletableFuture<>());
        if (!busy) {
            busy = true;
            tasks.schedule(WINDOW, this::readNext);
        }
        return answer;
    }

    private void readNext() {
        List<ChannelName> channels = new ArrayList<>();
        List<CompletableFuture<List<PodMessage.State>>> answers = new ArrayList<>();
        Iterator<Map.Entry<ChannelName, CompletableFuture<List<PodMessage.State>>>> rest =
                waiting.entrySet().iterator();
        while (rest.hasNext() && channels.size() < MAX_CHANNELS) {
            var next = rest.next();
            channels.add(next.getKey());
            answers.add(next.getValue());
            rest.remove();
        }
        reader.apply(channels).whenComplete((states, failure) -> {
            answer(answers, states, failure);
            busy = !waiting.isEmpty();
            if (busy) {
                tasks.schedule(WINDOW, this::readNext);
            }
        });
    }

    private static void answer(
            List<CompletableFuture<List<PodMessage.State>>> answers,
            @Nullable List<List<PodMessage.State>> states,
            @Nullable Throwable failure) {
        for (int i = 0; i < answers.size(); i++) {
            if (failure != null || states == null) {
                answers.get(i)
                        .completeExceptionally(failure == null ? new IllegalStateException("no answer") : failure);
            } else {
                answers.get(i).complete(states.get(i));
            }
        }
    }
}
