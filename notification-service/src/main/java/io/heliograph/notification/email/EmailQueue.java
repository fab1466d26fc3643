package io.heliograph.notification.email;

import io.heliograph.notification.push.PushReason;
import java.time.Instant;
import java.util.List;

/** Notifications that are to be sent by e-mail unless they are acknowledged by then. Every method blocks. */
public interface EmailQueue {
    /** Those that are due, the longest due first. Nobody else gets them until the lease ends; then another process asks for the same again. */
    List<EmailDue> take(int max, Instant now, Instant leasedUntil);

    /** Nothing is to be done any more. */
    void end(EmailDue due, EmailOutcome outcome, PushReason reason, Instant at);

    /** It is looked at again then. Without effect when the lease has ended and somebody else took it. */
    void putOff(EmailDue due, Instant until, PushReason reason);
}
