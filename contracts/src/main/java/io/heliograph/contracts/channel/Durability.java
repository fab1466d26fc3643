package io.heliograph.contracts.channel;

import java.util.Locale;

/** What happens to a publication that nobody receives at once. */
public enum Durability {
    /** Stored, has an offset. */
    DURABLE,
    /** Only the newest value per key matters; has a version. */
    LATEST,
    /** May be lost. */
    TRANSIENT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
