package io.heliograph.notification.digest;

import io.heliograph.notification.inbox.EventReference;
import io.heliograph.notification.inbox.NamedUuid;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.publishing.InboxPublications;
import java.time.Instant;

/**
 * A digest that is due, and this process' until the lease ends. User, category and time are its identity.
 *
 * @param category the name of a policy
 * @param number tells what was held up to now from what is held later
 * @param leasedUntil by PostgreSQL's clock; also tells this lease from a later one
 */
public record DigestDue(String recipient, String category, Instant at, long number, Instant leasedUntil) {
    /** The digest itself is the event that it comes from: the same each time it is made. */
    public EventReference event() {
        return new EventReference(
                InboxPublications.SOURCE,
                NamedUuid.of("digest", recipient, category, at.toString()).toString());
    }

    public NotificationId id() {
        return NotificationId.of(event(), recipient);
    }
}
