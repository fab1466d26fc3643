package io.heliograph.delivery.intake;

import io.heliograph.delivery.dependency.Dependency;
import java.util.Locale;

/** Why a partition waits. */
public enum PauseCause {
    POSTGRES,
    KAFKA,
    REDIS,
    /** Its checkpoint lies outside the log: what is between is gone, or the topic is another one. An operator decides. */
    CHECKPOINT_OUTSIDE_LOG,
    /** A defect of this service. */
    DEFECT;

    public static PauseCause of(Dependency dependency) {
        return switch (dependency) {
            case POSTGRES -> POSTGRES;
            case KAFKA -> KAFKA;
            case REDIS -> REDIS;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
