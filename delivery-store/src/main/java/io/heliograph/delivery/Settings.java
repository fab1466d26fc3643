package io.heliograph.delivery;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.function.Supplier;

/** Ends the start with a sentence when a setting is not usable. */
final class Settings {
    private Settings() {}

    static int positive(String key, int value) {
        return configured(() -> {
            if (value < 1) {
                throw new IllegalArgumentException(key + " must be 1 or more, is " + value);
            }
            return value;
        });
    }

    /** Quarkus prints the sentence of this exception, without a stack trace, and ends: but only when it is the root cause. */
    static <T> T configured(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage());
        }
    }
}
