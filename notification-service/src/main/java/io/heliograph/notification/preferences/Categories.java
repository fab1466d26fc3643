package io.heliograph.notification.preferences;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The categories that are configured, and the policy of all others. */
public final class Categories {
    /** What the policy of unknown categories is called, in preferences too. */
    public static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");

    private final Map<String, CategoryPolicy> known = new LinkedHashMap<>();
    private final CategoryPolicy fallback;

    /** @param fallback its name is {@link #DEFAULT} */
    public Categories(Collection<CategoryPolicy> known, CategoryPolicy fallback) {
        if (!fallback.name().equals(DEFAULT)) {
            throw new IllegalArgumentException("the policy of unknown categories must be called " + DEFAULT);
        }
        for (CategoryPolicy policy : known) {
            if (!NAME.matcher(policy.name()).matches() || policy.name().equals(DEFAULT)) {
                throw new IllegalArgumentException(
                        "a category must be called by 1 to 64 of a-z, 0-9 and -, and not %s; found %s"
                                .formatted(DEFAULT, policy.name()));
            }
            this.known.put(policy.name(), policy);
        }
        this.fallback = fallback;
    }

    /** The policy for a category; that of unknown ones when it is not configured, or not given. */
    public CategoryPolicy policy(@Nullable String category) {
        return category == null ? fallback : known.getOrDefault(category, fallback);
    }

    /** What preferences may be about. */
    public Optional<CategoryPolicy> find(String category) {
        return category.equals(DEFAULT) ? Optional.of(fallback) : Optional.ofNullable(known.get(category));
    }

    /** The configured ones, then that of all others. */
    public Stream<CategoryPolicy> all() {
        return Stream.concat(known.values().stream(), Stream.of(fallback));
    }
}
