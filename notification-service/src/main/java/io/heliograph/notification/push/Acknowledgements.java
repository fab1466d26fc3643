package io.heliograph.notification.push;

import io.heliograph.notification.inbox.NotificationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Asks whether devices have acknowledged what is due. Blocks; confined to one thread. */
public final class Acknowledgements {
    private static final Logger LOG = Logger.getLogger(Acknowledgements.class);

    private final Deliveries deliveries;
    private final Registry registry;
    private boolean storeAway;

    public Acknowledgements(Deliveries deliveries, Registry registry) {
        this.deliveries = deliveries;
        this.registry = registry;
    }

    /** What is to be done with each: they wait when nothing can be said of them. */
    public Map<NotificationId, PushDecision> of(List<DueNotification> due, Instant now) {
        if (due.isEmpty()) {
            return Map.of();
        }
        if (!registry.isSettled()) {
            return each(due, _ -> new PushDecision.Wait(PushReason.REGISTRY_YOUNG));
        }
        try {
            Map<NotificationId, DeliveryState> states = deliveries.of(due);
            storeAway = false;
            return each(
                    due,
                    one -> PushDecision.ofDelivery(
                            one, states.getOrDefault(one.id(), DeliveryState.NOT_IN_CHANNEL), now));
        } catch (DeliveriesUnavailableException e) {
            if (!storeAway) {
                LOG.warnf("push.store_away cause=\"%s\"", e.getMessage()); // one line for an outage
            }
            storeAway = true;
            return each(due, _ -> new PushDecision.Wait(PushReason.STORE_AWAY));
        }
    }

    private static Map<NotificationId, PushDecision> each(
            List<DueNotification> due, Function<DueNotification, PushDecision> decision) {
        return due.stream().collect(Collectors.toMap(DueNotification::id, decision));
    }
}
