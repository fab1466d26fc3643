package io.heliograph.notification.push;

/**
 * A browser of a notification's recipient.
 *
 * @param done whether it is known what became of this notification there
 */
public record PushTarget(PushSubscription subscription, boolean done) {}
