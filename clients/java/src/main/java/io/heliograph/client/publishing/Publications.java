package io.heliograph.client.publishing;

import io.heliograph.client.problem.Problem;
import io.heliograph.client.time.Deadlines;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrameEncoder;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;

/**
 * What the client has published and got no final answer to. Each goes out once per connection, in the order of publishing, and with the same id again on the next
 * connection (docs/protocol.md §3.4). Confined to its mailbox.
 */
public final class Publications {
    static final int MAX_UNANSWERED = 1_000;
    static final long MAX_UNANSWERED_BYTES = 1024 * 1024;

    /** After a temporary problem everything unanswered waits so long and is then sent again, in order. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Unanswered> unanswered = new LinkedHashMap<>();
    private final Queue<String> unsent = new ArrayDeque<>();
    private long unansweredBytes;
    private OptionalLong pausedUntilNanos = OptionalLong.empty();

    private record Unanswered(ClientFrame.Publish frame, int bytes) {}

    /** Keeps the publication, or says why not. Its {@code ref} must be its own. */
    public Optional<Problem> offer(ClientFrame.Publish frame) {
        int bytes = ClientFrameEncoder.encode(frame).length;
        if (bytes > ProtocolLimits.MAX_FRAME_BYTES) {
            return Optional.of(Problem.of(
                    ProblemCode.TOO_LARGE,
                    "the frame has " + bytes + " bytes, " + ProtocolLimits.MAX_FRAME_BYTES + " are allowed"));
        }
        if (unanswered.size() == MAX_UNANSWERED || unansweredBytes + bytes > MAX_UNANSWERED_BYTES) {
            return Optional.of(new Problem(
                    Problem.QUEUE_FULL,
                    unanswered.size() + " publications of " + unansweredBytes + " bytes wait for their answer"));
        }
        unanswered.put(ref(frame), new Unanswered(frame, bytes));
        unansweredBytes += bytes;
        unsent.add(ref(frame));
        return Optional.empty();
    }

    /** The next publication to send on the present connection; it counts as sent. */
    public Optional<ClientFrame.Publish> next(long nowNanos) {
        if (pausedUntilNanos.isPresent() && !Deadlines.isDue(pausedUntilNanos.getAsLong(), nowNanos)) {
            return Optional.empty();
        }
        pausedUntilNanos = OptionalLong.empty();
        return Optional.ofNullable(unsent.poll()).map(unanswered::get).map(Unanswered::frame);
    }

    /** From when on {@link #next} has something; empty when everything is sent. */
    public OptionalLong nextAtNanos(long nowNanos) {
        if (unsent.isEmpty()) {
            return OptionalLong.empty();
        }
        return pausedUntilNanos.isPresent() ? pausedUntilNanos : OptionalLong.of(nowNanos);
    }

    /** The connection ended: what is transient is not sent again. @return the refs of those that are lost */
    public List<String> detach() {
        List<String> lost = unanswered.values().stream()
                .map(Unanswered::frame)
                .filter(frame -> frame.durability() == Durability.TRANSIENT)
                .map(Publications::ref)
                .toList();
        lost.forEach(this::answered);
        return lost;
    }

    /** The connection is another one: everything unanswered is to be sent again. */
    public void resend() {
        unsent.clear();
        unsent.addAll(unanswered.keySet());
        pausedUntilNanos = OptionalLong.empty();
    }

    /** @return whether the ref is that of a publication, which is forgotten now */
    public boolean answered(String ref) {
        Unanswered publication = unanswered.remove(ref);
        if (publication == null) {
            return false;
        }
        unansweredBytes -= publication.bytes();
        unsent.remove(ref);
        return true;
    }

    /** The server could not take a publication for now. Those sent after it are sent again as well, or they would overtake it. */
    public void postpone(long nowNanos) {
        resend();
        pausedUntilNanos = OptionalLong.of(nowNanos + PAUSE.toNanos());
    }

    public boolean isUnanswered(String ref) {
        return unanswered.containsKey(ref);
    }

    private static String ref(ClientFrame.Publish frame) {
        return Objects.requireNonNull(frame.ref(), "this client gives each publication a ref");
    }

    public List<String> unanswered() {
        return List.copyOf(unanswered.keySet());
    }
}
