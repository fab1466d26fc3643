package io.heliograph.gateway.lifecycle.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.gateway.lifecycle.OutgoingEvent;
import io.heliograph.gateway.publishing.EventPublisher;
import io.heliograph.gateway.publishing.EventPublisher.Written;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Publishes some events side by side and waits for Kafka. For virtual threads. */
final class EventWindow {
    private final EventPublisher publisher;
    private final Topic topic;

    EventWindow(EventPublisher publisher, Topic topic) {
        this.publisher = publisher;
        this.topic = topic;
    }

    /** @return how many of the first were written, up to the first that was not */
    int publish(List<OutgoingEvent> events) throws InterruptedException {
        List<CompletableFuture<Written>> answers = events.stream()
                .map(event ->
                        publisher.publish(topic, event.key(), event.event()).toCompletableFuture())
                .toList();
        int written = 0;
        boolean unbroken = true;
        for (CompletableFuture<Written> answer : answers) {
            unbroken &= isWritten(answer);
            written += unbroken ? 1 : 0;
        }
        return written;
    }

    private static boolean isWritten(CompletableFuture<Written> answer) throws InterruptedException {
        try {
            answer.get();
            return true;
        } catch (ExecutionException _) {
            return false; // counted by the publisher; to be tried again
        }
    }
}
