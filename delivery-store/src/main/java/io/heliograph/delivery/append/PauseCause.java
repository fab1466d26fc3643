package io.heliograph.delivery.append;

import io.heliograph.delivery.dependency.Dependency;
import java.util.Locale;

/** Why a partition is not being stored. */
public enum PauseCause {
    POSTGRES,
    KAFKA,
    /** Its checkpoint lies outside the log: what is between is gone, or the topic is another one. An operator decides. */
    CHECKPOINT_OUTSIDE_LOG,
    /** A defect of this service. */
    DEFECT;

    static PauseCause of(Dependency dependency) {
        return dependency == Dependency.POSTGRES ? POSTGRES : KAFKA;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
