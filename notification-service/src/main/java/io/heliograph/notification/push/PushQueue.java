package io.heliograph.notification.push;

import java.time.Instant;
import java.util.List;

/** The notifications that are to be sent unless they are acknowledged by then. Every method blocks. */
public interface PushQueue {
    /**
     * Those that are due, the longest due first. Nobody else gets them until the lease ends; a process that ends before it is done
     * leaves them to another one, which then sends the same again.
     */
    List<DueNotification> take(int max, Instant now, Instant leasedUntil);

    /** Nothing is to be done any more. */
    void finish(DueNotification due, List<PushResult> results);

    /**
     * What is not among the results is tried again then. Without effect when the lease has ended and somebody else took it.
     *
     * @param reason for explanations
     */
    void putOff(DueNotification due, Instant until, PushReason reason, List<PushResult> results);
}
