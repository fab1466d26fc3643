package io.heliograph.notification.email;

import io.heliograph.notification.push.PushReason;

/** Is told what happens, for metrics. Safe for concurrent use. */
public interface EmailObserver {
    void ended(EmailOutcome outcome, PushReason reason);

    void putOff(PushReason reason);
}
