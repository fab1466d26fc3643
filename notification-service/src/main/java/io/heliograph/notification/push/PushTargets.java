package io.heliograph.notification.push;

import io.heliograph.notification.inbox.NotificationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The browsers that take messages. Every method blocks. */
public interface PushTargets {
    /** Those of each notification's recipient; no entry without any. */
    Map<NotificationId, List<PushTarget>> of(Collection<DueNotification> notifications);

    /** The browser takes no messages any more. */
    void remove(PushSubscription subscription);
}
