package io.heliograph.notification.push;

import java.time.Duration;

/** Is told what happens, for metrics. Safe for concurrent use. */
public interface PushObserver {
    /** @param sinceDue how long after its time */
    void ended(PushResult result, Duration sinceDue);

    void putOff(PushReason reason);

    void subscriptionRemoved(PushReason reason);
}
