package io.heliograph.notification.push;

import io.heliograph.notification.inbox.NotificationId;
import java.util.Collection;
import java.util.Map;

/** What the users' devices have acknowledged. */
public interface Deliveries {
    /**
     * Blocks.
     *
     * @return the state of each
     * @throws DeliveriesUnavailableException when it cannot be known now
     */
    Map<NotificationId, DeliveryState> of(Collection<DueNotification> notifications);
}
