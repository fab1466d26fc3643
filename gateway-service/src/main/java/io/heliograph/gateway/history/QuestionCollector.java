package io.heliograph.gateway.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gathers questions until there are enough for a request, or until somebody takes them. Confined to one thread. */
public final class QuestionCollector {
    private final int maxChannels;
    private final Map<Integer, List<Question>> byLimit = new TreeMap<>();

    /** @param maxChannels the most questions of a batch */
    public QuestionCollector(int maxChannels) {
        this.maxChannels = maxChannels;
    }

    public boolean isEmpty() {
        return byLimit.isEmpty();
    }

    /** Returns the batch that this question filled. */
    public Optional<QuestionBatch> add(Question question) {
        List<Question> waiting = byLimit.computeIfAbsent(question.limit(), _ -> new ArrayList<>());
        waiting.add(question);
        if (waiting.size() < maxChannels) {
            return Optional.empty();
        }
        byLimit.remove(question.limit());
        return Optional.of(new QuestionBatch(question.limit(), waiting));
    }

    /** Whatever waits, one batch for each limit. */
    public List<QuestionBatch> takeAll() {
        List<QuestionBatch> batches = byLimit.entrySet().stream()
                .map(waiting -> new QuestionBatch(waiting.getKey(), waiting.getValue()))
                .toList();
        byLimit.clear();
        return batches;
    }
}
