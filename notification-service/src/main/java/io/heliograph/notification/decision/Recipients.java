package io.heliograph.notification.decision;

import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.preferences.Categories;
import io.heliograph.notification.preferences.DeliveryChannel;
import io.heliograph.notification.preferences.Preferences;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Decides for each recipient of a notification. Safe for concurrent use. */
public final class Recipients {
    private final DecisionPolicy policy;
    private final Categories categories;

    public Recipients(DecisionPolicy policy, Categories categories) {
        this.policy = policy;
        this.categories = categories;
    }

    /** @param preferences of those who have chosen something */
    public List<InboxEntry> decide(Notification notification, Map<String, Preferences> preferences, Instant now) {
        return notification.recipients().stream()
                .map(recipient ->
                        entry(notification, recipient, preferences.getOrDefault(recipient, Preferences.NONE), now))
                .toList();
    }

    private InboxEntry entry(Notification notification, String recipient, Preferences preferences, Instant now) {
        // Nothing is summarised yet, so that what came before does not matter.
        Candidate candidate = new Candidate(
                notification.category(), importance(notification), notification.expiresAt(), 0, false, false);
        Decision decision = policy.decide(candidate, preferences, now);
        boolean pushed = decision.outcome(DeliveryChannel.PUSH) == Outcome.ALERT;
        return new InboxEntry(
                NotificationId.of(notification.event(), recipient),
                recipient,
                decision.outcome(DeliveryChannel.IN_APP) != Outcome.SUPPRESS,
                decision.outcome(DeliveryChannel.IN_APP) == Outcome.ALERT,
                DecisionJson.stored(decision, now),
                pushed ? now.plus(categories.policy(notification.category()).pushAfter()) : null);
    }

    private static Importance importance(Notification notification) {
        return notification.critical() ? Importance.CRITICAL : Importance.of(notification.priority());
    }
}
