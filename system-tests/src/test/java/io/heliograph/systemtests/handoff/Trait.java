package io.heliograph.systemtests.handoff;

/** How a {@link Variant} differs from an undisturbed run of what is built: a fault that may happen, or a shortcut that somebody might take. */
enum Trait {
    /** Fault: the first owner may die at any moment. */
    CRASH,
    /** Fault: the partition may get its second owner while the first goes on, unaware. */
    LATE_PREDECESSOR,

    READ_BEFORE_REGISTER,
    /** Publications that arrive before the log was read are dropped. */
    BUFFER_AFTER_READ,
    LOOKUP_BEFORE_COMMIT,
    /** Once a lookup found no route, the owner does not look again. */
    REMEMBERED_ABSENCE,
    /** The gateway reads the log from a database that follows the primary. */
    LAGGING_REPLICA,
    /** A new owner has nobody compare. */
    NO_NOTICE,
    NOTICE_BEFORE_CHECKPOINT,
    NO_NOTICE_AFTER_FENCED,
    /** A gateway that is still subscribing forgets a notice. */
    NOTICE_IGNORED_WHILE_SUBSCRIBING
}
