package io.heliograph.notification.decision.postgres;

import io.heliograph.notification.decision.Recipients;
import io.heliograph.notification.digest.DigestDecisions;
import io.heliograph.notification.digest.DigestDue;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.preferences.AlertRate;
import io.heliograph.notification.preferences.CategoryPolicy;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.postgres.PreferencesStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Decides with what the recipients have chosen and what has alerted them. Blocks; safe for concurrent use. */
public final class RecipientDecisions implements DigestDecisions {
    private final Recipients recipients;
    private final PreferencesStore preferences;
    private final AlertStore alerts;

    public RecipientDecisions(Recipients recipients, PreferencesStore preferences, AlertStore alerts) {
        this.recipients = recipients;
        this.preferences = preferences;
        this.alerts = alerts;
    }

    public List<InboxEntry> decide(Notification notification, Instant now) {
        return recipients.decide(notification, preferences.of(notification.recipients()), alerts(notification), now);
    }

    @Override
    public InboxEntry decideDigest(Notification digest, Instant now) {
        return recipients.digest(digest, preferencesOf(digest.recipients().getFirst()), now);
    }

    @Override
    public Instant nextDigest(DigestDue due, Instant now) {
        return recipients.nextDigest(due.category(), preferencesOf(due.recipient()), now);
    }

    private Preferences preferencesOf(String recipient) {
        return preferences.of(List.of(recipient)).getOrDefault(recipient, Preferences.NONE);
    }

    private Map<String, Integer> alerts(Notification notification) {
        CategoryPolicy policy = recipients.policy(notification);
        AlertRate rate = policy.bound().rate();
        return rate.isLimited() ? alerts.count(notification.recipients(), policy.name(), rate) : Map.of();
    }
}
