package io.heliograph.gateway.history;

import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest;
import java.util.List;

/** Questions with one limit that travel in one request. */
public final class QuestionBatch {
    private final int limit;
    private final List<Question> questions;

    QuestionBatch(int limit, List<Question> questions) {
        this.limit = limit;
        this.questions = List.copyOf(questions);
    }

    public int size() {
        return questions.size();
    }

    public CatchUpRequest request() {
        return new CatchUpRequest(
                questions.stream()
                        .map(question ->
                                new CatchUpRequest.Item(question.channel().value(), question.from()))
                        .toList(),
                limit);
    }

    /**
     * Hands each question its answer.
     *
     * @throws IllegalArgumentException when they do not belong to the questions; nothing was answered then
     */
    public void answer(List<CatchUp> answers) {
        if (answers.size() != questions.size()) {
            throw new IllegalArgumentException(
                    "there must be " + questions.size() + " answers, there are " + answers.size());
        }
        for (int i = 0; i < answers.size(); i++) {
            if (!answers.get(i).channel().equals(questions.get(i).channel())) {
                throw new IllegalArgumentException(
                        "answer " + i + " must be about " + questions.get(i).channel() + ", is about "
                                + answers.get(i).channel());
            }
        }
        for (int i = 0; i < answers.size(); i++) {
            questions.get(i).answer().complete(answers.get(i));
        }
    }

    public void fail(HistoryUnavailableException failure) {
        questions.forEach(question -> question.answer().completeExceptionally(failure));
    }
}
