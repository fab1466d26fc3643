package io.heliograph.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.store.CatchUpRequest.From;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class QuestionCollectorTest {
    private final QuestionCollector collector = new QuestionCollector(3);

    @Test
    void gathersQuestionsOfOneLimitIntoOneRequest() {
        collector.add(question("room:1", 20));
        collector.add(question("room:2", 20));

        List<QuestionBatch> batches = collector.takeAll();

        assertThat(batches)
                .extracting(QuestionBatch::request)
                .containsExactly(new CatchUpRequest(List.of(item("room:1"), item("room:2")), 20));
        assertThat(collector.isEmpty()).isTrue();
    }

    @Test
    void keepsQuestionsOfDifferentLimitsApart() {
        collector.add(question("room:1", 20));
        collector.add(question("room:2", 0));

        assertThat(collector.takeAll())
                .extracting(QuestionBatch::request)
                .containsExactly(
                        new CatchUpRequest(List.of(item("room:2")), 0),
                        new CatchUpRequest(List.of(item("room:1")), 20));
    }

    @Test
    void handsOutABatchThatIsFullAndStartsTheNext() {
        collector.add(question("room:1", 20));
        collector.add(question("room:2", 20));

        Optional<QuestionBatch> full = collector.add(question("room:3", 20));

        assertThat(full).map(QuestionBatch::size).contains(3);
        assertThat(collector.isEmpty()).isTrue();
    }

    @Test
    void givesEachQuestionItsAnswerAlsoWhenAChannelIsAskedForTwice() {
        var first = question("room:1", 20);
        var second = question("room:1", 20);
        collector.add(first);
        collector.add(second);

        collector.takeAll().getFirst().answer(List.of(answer("room:1", 7), answer("room:1", 8)));

        assertThat(first.answer()).isCompletedWithValue(answer("room:1", 7));
        assertThat(second.answer()).isCompletedWithValue(answer("room:1", 8));
    }

    @Test
    void refusesAnswersThatDoNotBelongToTheQuestions() {
        var question = question("room:1", 20);
        collector.add(question);
        QuestionBatch batch = collector.takeAll().getFirst();

        assertThatIllegalArgumentException().isThrownBy(() -> batch.answer(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> batch.answer(List.of(answer("room:2", 7))));
        assertThat(question.answer()).isNotDone();
    }

    @Test
    void failsAllQuestionsOfABatch() {
        var question = question("room:1", 20);
        collector.add(question);

        collector.takeAll().getFirst().fail(new HistoryUnavailableException("away", null));

        assertThat(question.answer()).isCompletedExceptionally();
    }

    private static Question question(String channel, int limit) {
        return new Question(new ChannelName(channel), new From.AtHead(), limit, new CompletableFuture<>());
    }

    private static CatchUpRequest.Item item(String channel) {
        return new CatchUpRequest.Item(channel, new From.AtHead());
    }

    private static CatchUp answer(String channel, long head) {
        var position = new Position(1, head);
        return new CatchUp(new ChannelName(channel), position, position, null, List.of());
    }
}
