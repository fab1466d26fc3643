package io.heliograph.notification;

import io.heliograph.notification.decision.DecisionPolicy;
import io.heliograph.notification.decision.DigestCalendar;
import io.heliograph.notification.decision.Recipients;
import io.heliograph.notification.decision.postgres.AlertStore;
import io.heliograph.notification.decision.postgres.RecipientDecisions;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.preferences.Categories;
import io.heliograph.notification.preferences.CategoryPolicy;
import io.heliograph.notification.preferences.DeliveryChannel;
import io.heliograph.notification.preferences.DigestChoice;
import io.heliograph.notification.preferences.PreferenceChoices;
import io.heliograph.notification.preferences.RateBound;
import io.heliograph.notification.preferences.postgres.PreferencesStore;
import io.heliograph.notification.push.PushSettings;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds what decides where notifications go from the configuration. */
final class DecisionWiring {
    @Produces
    @Singleton
    Categories categories(NotificationConfig config) {
        List<CategoryPolicy> known = config.categories().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(Categories.DEFAULT))
                .map(entry -> policy(entry.getKey(), entry.getValue(), config))
                .toList();
        NotificationConfig.Category fallback = config.categories().get(Categories.DEFAULT);
        return new Categories(
                known,
                fallback != null
                        ? policy(Categories.DEFAULT, fallback, config)
                        : new CategoryPolicy(
                                Categories.DEFAULT,
                                "Everything else",
                                EnumSet.of(DeliveryChannel.IN_APP, DeliveryChannel.PUSH),
                                false,
                                true,
                                new RateBound(config.rate(), false, false),
                                DigestChoice.OFF,
                                config.push().after()));
    }

    private static CategoryPolicy policy(String name, NotificationConfig.Category category, NotificationConfig config) {
        return new CategoryPolicy(
                name,
                category.title().orElse(name),
                category.channels().stream()
                        .map(channel -> channel(name, channel))
                        .collect(Collectors.toSet()),
                category.required(),
                category.highPasses(),
                new RateBound(
                        category.rate().orElse(config.rate()), category.highPassesRate(), category.digestAboveRate()),
                category.digest(),
                category.pushAfter().orElse(config.push().after()));
    }

    private static DeliveryChannel channel(String category, String name) {
        return DeliveryChannel.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "notification.categories.%s.channels must be of in-app, push and email; found %s"
                                .formatted(category, name)));
    }

    @Produces
    @Singleton
    RecipientDecisions decisions(
            Categories categories,
            PushSettings push,
            PreferencesStore preferences,
            Pool pool,
            NotificationConfig config) {
        DigestCalendar calendar =
                new DigestCalendar(config.digest().dailyAt(), config.digest().rateWindow());
        return new RecipientDecisions(
                new Recipients(new DecisionPolicy(categories, calendar, configured(push, config)), categories),
                preferences,
                new AlertStore(new Database(pool, config.store().timeout())));
    }

    @Produces
    @Singleton
    PreferenceChoices choices(Categories categories, PushSettings push, NotificationConfig config) {
        return new PreferenceChoices(categories, configured(push, config));
    }

    private static Set<DeliveryChannel> configured(PushSettings push, NotificationConfig config) {
        Set<DeliveryChannel> configured = EnumSet.of(DeliveryChannel.IN_APP);
        if (push.identity().isPresent()) {
            configured.add(DeliveryChannel.PUSH);
        }
        if (config.email().enabled()) {
            configured.add(DeliveryChannel.EMAIL);
        }
        return configured;
    }

    @Produces
    @Singleton
    PreferencesStore preferences(Pool pool, NotificationConfig config) {
        return new PreferencesStore(new Database(pool, config.store().timeout()));
    }
}
