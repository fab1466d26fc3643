package io.heliograph.systemtests.handoff;

import static io.heliograph.systemtests.handoff.Trait.CRASH;
import static io.heliograph.systemtests.handoff.Trait.LATE_PREDECESSOR;

import java.util.Set;

/** The orders of steps that are compared: what is built, under ever worse faults, and the shortcuts. */
enum Variant {
    UNDISTURBED(true),
    CRASHED_OWNER(true, CRASH),
    LATE_OWNER(true, CRASH, LATE_PREDECESSOR),

    READ_BEFORE_REGISTER(false, Trait.READ_BEFORE_REGISTER),
    BUFFER_AFTER_READ(false, Trait.BUFFER_AFTER_READ),
    LOOKUP_BEFORE_COMMIT(false, Trait.LOOKUP_BEFORE_COMMIT),
    REMEMBERED_ABSENCE(false, Trait.REMEMBERED_ABSENCE),
    LAGGING_REPLICA(false, Trait.LAGGING_REPLICA),
    NO_COMPARISON(false, CRASH, Trait.NO_NOTICE),
    NOTICE_IGNORED_WHILE_SUBSCRIBING(false, CRASH, Trait.NOTICE_IGNORED_WHILE_SUBSCRIBING),
    NOTICE_BEFORE_CHECKPOINT(false, CRASH, LATE_PREDECESSOR, Trait.NOTICE_BEFORE_CHECKPOINT),
    NO_NOTICE_AFTER_FENCED(false, CRASH, LATE_PREDECESSOR, Trait.NO_NOTICE_AFTER_FENCED);

    private final boolean asBuilt;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Trait> traits;

    Variant(boolean asBuilt, Trait... traits) {
        this.asBuilt = asBuilt;
        this.traits = Set.of(traits);
    }

    /** Whether nothing but faults sets it apart, so that it must lose nothing. */
    boolean isAsBuilt() {
        return asBuilt;
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
