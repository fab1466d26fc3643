package io.heliograph.gateway.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.wire.PodMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class StateReadsTest {
    private static final ChannelName ROOM = new ChannelName("room:1");

    private final List<List<ChannelName>> asked = new ArrayList<>();
    private final List<CompletableFuture<List<List<PodMessage.State>>>> answers = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final StateReads reads = new StateReads(this::read, (_, task) -> due.add(task));

    @Test
    void asksTogetherAndForEachChannelOnce() {
        var first = reads.read(ROOM);
        var second = reads.read(ROOM);
        var other = reads.read(new ChannelName("room:2"));
        runDue();

        answerAll();

        assertThat(asked).containsExactly(List.of(ROOM, new ChannelName("room:2")));
        assertThat(List.of(first, second, other))
                .allSatisfy(read -> assertThat(isDone(read)).isTrue());
    }

    @Test
    void asksAnewForWhoComesWhileAnAnswerIsAwaited() {
        var first = reads.read(ROOM);
        runDue();
        var later = reads.read(ROOM);
        runDue();
        assertThat(asked).hasSize(1);

        answerAll();
        assertThat(isDone(first)).isTrue();
        assertThat(isDone(later)).isFalse();

        runDue();
        answerAll();
        assertThat(asked).hasSize(2);
        assertThat(isDone(later)).isTrue();
    }

    @Test
    void asksForNoMoreThanABatchAtATime() {
        for (int i = 0; i < 2 * StateReads.MAX_CHANNELS + 1; i++) {
            var _ = reads.read(new ChannelName("room:" + i));
        }

        for (int round = 0; round < 3; round++) {
            runDue();
            answerAll();
        }

        assertThat(asked).extracting(List::size).containsExactly(StateReads.MAX_CHANNELS, StateReads.MAX_CHANNELS, 1);
        assertThat(due).isEmpty();
    }

    @Test
    void failsThoseOfABatchAndGoesOn() {
        var first = reads.read(ROOM);
        runDue();
        answers.getLast().completeExceptionally(new IllegalStateException("away"));

        var second = reads.read(ROOM);
        runDue();
        answerAll();

        assertThat(first.toCompletableFuture()).isCompletedExceptionally();
        assertThat(second.toCompletableFuture()).isCompletedWithValue(List.of());
    }

    private CompletionStage<List<List<PodMessage.State>>> read(List<ChannelName> channels) {
        asked.add(channels);
        var answer = new CompletableFuture<List<List<PodMessage.State>>>();
        answers.add(answer);
        return answer;
    }

    private void answerAll() {
        for (int i = 0; i < answers.size(); i++) {
            answers.get(i).complete(Collections.nCopies(asked.get(i).size(), List.of()));
        }
    }

    private void runDue() {
        List<Runnable> now = List.copyOf(due);
        due.clear();
        now.forEach(Runnable::run);
    }

    private static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }
}
