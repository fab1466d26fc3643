package io.heliograph.notification.decision.postgres;

import io.heliograph.notification.decision.Recipients;
import io.heliograph.notification.digest.DigestDecisions;
import io.heliograph.notification.digest.DigestDue;
import io.heliograph.notification.inbox.DecidedNotification;
import io.heliograph.notification.inbox.InboxEntry;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.preferences.AlertRate;
import io.heliograph.notification.preferences.Preferences;
import io.heliograph.notification.preferences.postgres.PreferencesStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** @param notifications no user is a recipient of two: what is decided here of one does not count for another */
    public List<DecidedNotification> decide(List<Notification> notifications, Instant now) {
        Map<String, Preferences> chosen = preferences.of(recipients(notifications));
        Map<String, Integer> counted = alerts(notifications);
        return notifications.stream()
                .map(each -> new DecidedNotification(each, recipients.decide(each, chosen, counted, now)))
                .toList();
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

    /** Of each recipient, of the category of its notification. */
    private Map<String, Integer> alerts(List<Notification> notifications) {
        Map<String, Integer> counted = new HashMap<>();
        notifications.stream()
                .collect(Collectors.groupingBy(recipients::policy))
                .forEach((policy, ofIt) -> {
                    AlertRate rate = policy.bound().rate();
                    if (rate.isLimited()) {
                        counted.putAll(alerts.count(recipients(ofIt), policy.name(), rate));
                    }
                });
        return counted;
    }

    private static List<String> recipients(List<Notification> notifications) {
        return notifications.stream()
                .flatMap(each -> each.recipients().stream())
                .toList();
    }
}
