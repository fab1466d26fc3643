package io.heliograph.notification.push;

/** The browsers' push services. */
public interface PushService {
    /** Blocks, for a bounded time. Whatever fails on the way is an answer. Safe for concurrent use. */
    PushAnswer send(PushSubscription subscription, PushMessage message);
}
