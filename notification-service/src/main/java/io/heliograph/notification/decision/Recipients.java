package io.heliograph.notification.decision;

import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.preferences.Categories;
import io.heliograph.notification.preferences.CategoryPolicy;
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

    /** What holds for the notification's category. */
    public CategoryPolicy policy(Notification notification) {
        return categories.policy(notification.category());
    }

    /**
     * @param preferences of those who have chosen something
     * @param alerts how many of the category have alerted, of those whom some have
     */
    public List<InboxEntry> decide(
            Notification notification, Map<String, Preferences> preferences, Map<String, Integer> alerts, Instant now) {
        return notification.recipients().stream()
                .map(recipient -> {
                    Candidate candidate = new Candidate(
                            notification.category(),
                            importance(notification),
                            notification.expiresAt(),
                            alerts.getOrDefault(recipient, 0),
                            false);
                    return entry(
                            notification,
                            recipient,
                            candidate,
                            preferences.getOrDefault(recipient, Preferences.NONE),
                            now);
                })
                .toList();
    }

    /** @param digest has one recipient */
    public InboxEntry digest(Notification digest, Preferences preferences, Instant now) {
        Candidate candidate = new Candidate(digest.category(), importance(digest), null, 0, true);
        return entry(digest, digest.recipients().getFirst(), candidate, preferences, now);
    }

    /** When the next digest of a category is, for what came too late for its own. */
    public Instant nextDigest(String category, Preferences preferences, Instant now) {
        return policy.nextDigest(categories.policy(category), preferences, now);
    }

    /** A digest does not count in the rate: what it tells of was held to spare alerts. */
    private InboxEntry entry(
            Notification notification, String recipient, Candidate candidate, Preferences preferences, Instant now) {
        Decision decision = policy.decide(candidate, preferences, now);
        Instant fallbackAt = now.plus(policy(notification).pushAfter());
        return new InboxEntry(
                NotificationId.of(notification.event(), recipient),
                recipient,
                decision.policy(),
                decision.outcome(DeliveryChannel.IN_APP) != Outcome.SUPPRESS,
                !candidate.digest() && decision.alerts(),
                DecisionJson.stored(decision, now),
                decision.alerts(DeliveryChannel.PUSH) ? fallbackAt : null,
                decision.digestAt(),
                decision.alerts(DeliveryChannel.EMAIL) ? fallbackAt : null);
    }

    private static Importance importance(Notification notification) {
        return notification.critical() ? Importance.CRITICAL : Importance.of(notification.priority());
    }
}
