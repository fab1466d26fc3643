package io.heliograph.notification.intake;

import io.heliograph.notification.inbox.Notification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Notifications that are taken in together, which costs little more than one of them. No user is a recipient of two, so that to each of them it is as if they were taken in one after the
 * other. One with a collapse key stays alone: its recipients are locked. Confined to one thread.
 */
public final class NotificationBatch {
    /** As many as one event may name. */
    static final int MAX_RECIPIENTS = 1_000;

    static final int MAX_BYTES = 1024 * 1024;

    private final List<Notification> notifications = new ArrayList<>();
    private final Set<String> recipients = new HashSet<>();
    private int bytes;

    /** @param first is in it whatever its size */
    public NotificationBatch(Notification first) {
        put(first);
    }

    /** @return whether it is in it now; otherwise it comes first in the next one */
    public boolean add(Notification next) {
        boolean fits = !collapses()
                && next.collapseKey() == null
                && bytes + size(next) <= MAX_BYTES
                && recipients.size() + next.recipients().size() <= MAX_RECIPIENTS
                && Collections.disjoint(recipients, next.recipients());
        if (fits) {
            put(next);
        }
        return fits;
    }

    List<Notification> notifications() {
        return Collections.unmodifiableList(notifications);
    }

    private void put(Notification notification) {
        notifications.add(notification);
        recipients.addAll(notification.recipients());
        bytes += size(notification);
    }

    private boolean collapses() {
        return notifications.getFirst().collapseKey() != null;
    }

    private static int size(Notification notification) {
        return notification.form().shared().array().length;
    }
}
