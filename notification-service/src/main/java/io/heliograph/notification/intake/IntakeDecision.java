package io.heliograph.notification.intake;

import io.heliograph.contracts.event.Rejection;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.Retraction;

/** What becomes of an event. */
public sealed interface IntakeDecision {
    /** Into the inboxes, and to the open screens. */
    record Deliver(Notification notification) implements IntakeDecision {}

    /** Out of the inboxes, and off the screens. */
    record Retract(Retraction retraction) implements IntakeDecision {}

    /** To the dead letters: no repetition would make it valid. */
    record Reject(Rejection rejection) implements IntakeDecision {}
}
