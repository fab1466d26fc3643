package io.heliograph.client.subscription;

/**
 * Hears what happens to one subscription. Called by the client's mailbox, one call at a time and in order; the next frame is read when the call returns, so a slow
 * listener slows the sender down and loses nothing. What it throws is logged, and the message counts as applied.
 */
@FunctionalInterface
public interface SubscriptionListener {
    void message(Message message);

    default void started(SubscriptionEvent.Started started) {}

    default void skipped(SubscriptionEvent.Skipped skipped) {}

    default void stateChanged(SubscriptionEvent.StateChanged change) {}

    default void signal(SubscriptionEvent.Signal signal) {}

    default void gap(SubscriptionEvent.Gap gap) {}

    default void ended(SubscriptionEvent.Ended ended) {}

    /** Calls the method that the event is for. */
    default void on(SubscriptionEvent event) {
        switch (event) {
            case Message message -> message(message);
            case SubscriptionEvent.Started started -> started(started);
            case SubscriptionEvent.Skipped skipped -> skipped(skipped);
            case SubscriptionEvent.StateChanged change -> stateChanged(change);
            case SubscriptionEvent.Signal signal -> signal(signal);
            case SubscriptionEvent.Gap gap -> gap(gap);
            case SubscriptionEvent.Ended ended -> ended(ended);
        }
    }
}
