package io.heliograph.delivery.deadletter;

import java.util.List;

/** Where dead letters go. */
public interface DeadLetters {
    /**
     * Returns once all are acknowledged. Called again with letters that were written before, it writes them twice: a dead letter may be doubled, never lost.
     *
     * @throws io.heliograph.delivery.dependency.DependencyException when Kafka did not acknowledge all of them
     */
    void write(List<DeadLetter> letters);
}
