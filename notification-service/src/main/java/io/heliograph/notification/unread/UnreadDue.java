package io.heliograph.notification.unread;

import java.time.Instant;

/**
 * A user whose count is to be told, by this process until the lease ends.
 *
 * @param number tells this reason for telling from a later one
 * @param leasedUntil by PostgreSQL's clock; also tells this lease from a later one
 */
public record UnreadDue(String recipient, long number, Instant leasedUntil) {}
