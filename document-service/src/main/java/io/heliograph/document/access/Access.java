package io.heliograph.document.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do with a document. Whoever may write may read. */
public enum Access {
    READ,
    WRITE;

    /** As in tokens and requests. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Access> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(access -> access.wireName().equals(name))
                .findFirst();
    }
}
