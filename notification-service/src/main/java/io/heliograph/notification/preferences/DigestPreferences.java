package io.heliograph.notification.preferences;

import java.time.LocalTime;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a user has chosen about digests.
 *
 * @param choice for all categories without one of their own; null as each category says
 * @param dailyAt when daily ones come, by the user's clock; null as the installation says
 * @param categories by category, for those about which the user has decided
 */
public record DigestPreferences(
        @Nullable DigestChoice choice, @Nullable LocalTime dailyAt, Map<String, DigestChoice> categories) {
    public static final DigestPreferences NONE = new DigestPreferences(null, null, Map.of());

    public DigestPreferences {
        categories = Collections.unmodifiableMap(new TreeMap<>(categories));
    }

    /** What holds for a category. */
    public DigestChoice of(CategoryPolicy policy) {
        DigestChoice ofCategory = categories.get(policy.name());
        if (ofCategory != null) {
            return ofCategory;
        }
        return choice != null ? choice : policy.digest();
    }
}
