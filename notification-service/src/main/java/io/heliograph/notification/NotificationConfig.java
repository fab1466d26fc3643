package io.heliograph.notification;

import io.heliograph.notification.preferences.AlertRate;
import io.heliograph.notification.preferences.DigestChoice;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of the service. Those of Kafka, PostgreSQL and the token issuer are Quarkus' own. */
@ConfigMapping(prefix = "notification")
public interface NotificationConfig {
    /** The name of this process in Kafka's logs and metrics. */
    @WithDefault("notification-service")
    String podName();

    Intake intake();

    Store store();

    Publishing publishing();

    History history();

    Unread unread();

    Retention retention();

    Digest digest();

    Email email();

    PushConfig push();

    /** How many of a category may alert a user, unless the category says otherwise: {@code 60/1h}, or {@code unlimited}. */
    @WithDefault("60/1h")
    AlertRate rate();

    /** How notifications are treated, by their category; {@code default} stands for those of no configured one. */
    Map<String, Category> categories();

    /** What holds for a category's notifications. */
    interface Category {
        /** What people read in their preferences; the category's name without one. */
        Optional<String> title();

        /** Where they go unless the user has chosen otherwise: of in-app, push and email. */
        @WithDefault("in-app,push")
        List<String> channels();

        /** Whether users cannot switch that off. */
        @WithDefault("false")
        boolean required();

        /** Whether those of high priority disturb in quiet hours. */
        @WithDefault("true")
        boolean highPasses();

        /** How many of them may alert a user; {@link NotificationConfig#rate()} without one. */
        Optional<AlertRate> rate();

        /** Whether those of high priority alert however many there are. */
        @WithDefault("false")
        boolean highPassesRate();

        /** Whether they are summarised, unless the user has chosen otherwise: off, hourly or daily. */
        @WithDefault("off")
        DigestChoice digest();

        /** Whether what comes above the rate is summarised soon after; otherwise it is in the inbox only. */
        @WithDefault("false")
        boolean digestAboveRate();

        /** How long a device has to acknowledge one before it is pushed or sent by e-mail; {@code push.after} without one. */
        Optional<Duration> pushAfter();
    }

    /** Reading {@code heliograph.notifications}. */
    interface Intake {
        /** All processes of one group share the work; another group would take in every event again. */
        @WithDefault("notification-service")
        String group();

        /** Records that are taken in before they are committed: the most that a crash repeats. */
        @WithDefault("200")
        int batch();

        /** The pause after the first failure; each further one is twice as long. */
        @WithDefault("100ms")
        Duration retryMin();

        /** The longest pause: how soon, at the latest, the intake notices that what was away is back. */
        @WithDefault("5s")
        Duration retryMax();
    }

    /** PostgreSQL. */
    interface Store {
        /** How long a statement may take; then a request is answered with 503, and the intake tries again. */
        @WithDefault("5s")
        Duration timeout();
    }

    /** Writing to Kafka. */
    interface Publishing {
        /** How long an acknowledgement may take; then a request is answered with 503, and the intake tries again. */
        @WithDefault("10s")
        Duration timeout();
    }

    /** Summarising notifications. */
    interface Digest {
        /** When daily digests come by their user's clock, unless the user has chosen a time. */
        @WithDefault("08:00")
        LocalTime dailyAt();

        /** What came above a rate is summarised at the next multiple of it. */
        @WithDefault("15m")
        Duration rateWindow();

        /** How many of the notifications that it summarises a digest shows. */
        @WithDefault("10")
        int items();

        /** How often it is looked for digests that are due. */
        @WithDefault("1s")
        Duration interval();
    }

    /** Asking for notifications to be sent by e-mail, on {@code heliograph.emails}. */
    interface Email {
        /** Whether somebody reads that topic and sends them. Needs {@code history.credential}. */
        @WithDefault("false")
        boolean enabled();

        /** How often it is looked for what is due. Leases and pauses are those of Web Push. */
        @WithDefault("1s")
        Duration interval();
    }

    /** Telling how many notifications a user has not read. */
    interface Unread {
        /** How often it is looked for users whose count changed; what changes in between is told once. */
        @WithDefault("500ms")
        Duration interval();

        /** How long a count waits that could not be told. */
        @WithDefault("5s")
        Duration retry();
    }

    /** How long inboxes keep notifications. */
    interface Retention {
        /** What happened longer ago is deleted; at least a day. */
        @WithDefault("90d")
        Duration age();

        /** How many notifications an inbox shows at most, the newest ones; at least 200. As many are kept that are there to be explained only. */
        @WithDefault("5000")
        int perUser();

        /** The pause between two passes over all inboxes. */
        @WithDefault("6h")
        Duration interval();
    }

    /** delivery-store, which knows what was acknowledged. Only Web Push and e-mail ask it. */
    interface History {
        /** Its address. */
        @WithDefault("http://localhost:8091")
        URI url();

        /** The secret that it expects; required for Web Push and e-mail. */
        Optional<String> credential();

        /** How long an answer may take; then messages wait. */
        @WithDefault("2s")
        Duration timeout();
    }
}
