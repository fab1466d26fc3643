package io.heliograph.client.publishing;

import io.heliograph.client.problem.Problem;
import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.protocol.ClientFrame;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/** The pages of history that were asked for and did not come yet (docs/protocol.md §3.8). Each is asked for again on the next connection. Confined to its mailbox. */
public final class HistoryRequests {
    static final int MAX_UNANSWERED = 100;

    private final Map<String, ClientFrame.History> unanswered = new LinkedHashMap<>();
    private final Queue<String> unsent = new ArrayDeque<>();
    private OptionalLong pausedUntilNanos = OptionalLong.empty();

    /** Keeps the request, or says why not. Its {@code ref} must be its own. */
    public Optional<Problem> offer(ClientFrame.History frame) {
        if (unanswered.size() == MAX_UNANSWERED) {
            return Optional.of(
                    new Problem(Problem.QUEUE_FULL, MAX_UNANSWERED + " requests for history wait for their answer"));
        }
        unanswered.put(frame.ref(), frame);
        unsent.add(frame.ref());
        return Optional.empty();
    }

    /** The next request to send on the present connection; it counts as sent. */
    public Optional<ClientFrame.History> next(long nowNanos) {
        if (pausedUntilNanos.isPresent() && !Deadlines.isDue(pausedUntilNanos.getAsLong(), nowNanos)) {
            return Optional.empty();
        }
        pausedUntilNanos = OptionalLong.empty();
        return Optional.ofNullable(unsent.poll()).map(unanswered::get);
    }

    /** From when on {@link #next} has something; empty when everything is sent. */
    public OptionalLong nextAtNanos(long nowNanos) {
        if (unsent.isEmpty()) {
            return OptionalLong.empty();
        }
        return pausedUntilNanos.isPresent() ? pausedUntilNanos : OptionalLong.of(nowNanos);
    }

    /** The connection is another one. */
    public void resend() {
        unsent.clear();
        unsent.addAll(unanswered.keySet());
        pausedUntilNanos = OptionalLong.empty();
    }

    /** The server could not answer for now: this request goes out again, and none before a pause is over. */
    public void postpone(String ref, long nowNanos) {
        unsent.add(ref);
        pausedUntilNanos = OptionalLong.of(nowNanos + Publications.PAUSE.toNanos());
    }

    /** @return whether the ref is that of a request, which is forgotten now */
    public boolean answered(String ref) {
        unsent.remove(ref);
        return unanswered.remove(ref) != null;
    }

    public boolean isUnanswered(String ref) {
        return unanswered.containsKey(ref);
    }

    public List<String> unanswered() {
        return List.copyOf(unanswered.keySet());
    }
}
