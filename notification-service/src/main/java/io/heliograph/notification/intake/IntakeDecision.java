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

    /** To the open screens of everyone, and into no inbox: the notification has no recipients. */
    record Broadcast(Notification notification) implements IntakeDecision {}

    /** Out of all inboxes that have it: the retraction names no recipients. */
    record RetractFromAll(Retraction retraction) implements IntakeDecision {}

    /** Off the screens of everyone: the retraction names no recipients. */
    record RetractBroadcast(Retraction retraction) implements IntakeDecision {}

    /** Nothing: it is for a feed's followers, and feed-service writes it again for those. */
    record LeaveToFeeds() implements IntakeDecision {}

    /** To the dead letters: no repetition would make it valid. */
    record Reject(Rejection rejection) implements IntakeDecision {}
}
