package io.heliograph.notification.inbox;

/**
 * The group of a notification that stands for all of it, as far as the inbox shows them.
 *
 * @param count itself included
 */
public record Stack(long count, long unread) {}
