package io.heliograph.notification.preferences;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one user has chosen. What is not in it is as the category says.
 *
 * @param zone of the quiet hours and digests
 * @param choices by category, for the channels about which the user has decided
 */
public record Preferences(
        ZoneId zone,
        @Nullable QuietHours quietHours,
        DigestPreferences digest,
        Map<String, Map<DeliveryChannel, Boolean>> choices) {
    /** Of somebody who has chosen nothing. */
    public static final Preferences NONE = new Preferences(ZoneOffset.UTC, null, DigestPreferences.NONE, Map.of());

    public Preferences {
        choices = choices.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> Collections.unmodifiableMap(new EnumMap<>(entry.getValue())),
                                (first, _) -> first,
                                TreeMap::new),
                        Collections::unmodifiableMap));
    }

    public Optional<Boolean> choice(String category, DeliveryChannel channel) {
        return Optional.ofNullable(choices.get(category)).map(channels -> channels.get(channel));
    }
}
