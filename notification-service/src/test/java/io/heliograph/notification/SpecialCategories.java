package io.heliograph.notification;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** Categories with a rate, a digest or e-mails, one for each test class: starting the service for each of them takes longer. */
public final class SpecialCategories implements QuarkusTestProfile {
    /** Alerts twice an hour, and for what is urgent. */
    static final String OFFERS = "offers";
    /** Alerts once an hour; the rest is summarised. */
    static final String PARCELS = "parcels";
    /** Also by e-mail. */
    static final String INVOICES = "invoices";
    /** By e-mail alone. */
    static final String LETTERS = "letters";

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "notification.digest.rate-window", "1s",
                "notification.digest.interval", "100ms",
                "notification.email.enabled", "true",
                "notification.email.interval", "50ms"));
        category(settings, OFFERS, Map.of("rate", "2/1h", "high-passes-rate", "true"));
        category(settings, PARCELS, Map.of("title", "Your parcels", "rate", "1/1h", "digest-above-rate", "true"));
        category(settings, INVOICES, Map.of("channels", "in-app,email"));
        category(settings, LETTERS, Map.of("channels", "email"));
        return settings;
    }

    private static void category(Map<String, String> settings, String name, Map<String, String> values) {
        values.forEach((key, value) -> settings.put("notification.categories.%s.%s".formatted(name, key), value));
    }
}
