package io.heliograph.delivery.dependency;

import java.util.Locale;

/** Another process that delivery-store works with. Each may be away for a while without harm. */
public enum Dependency {
    KAFKA,
    POSTGRES,
    REDIS;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
