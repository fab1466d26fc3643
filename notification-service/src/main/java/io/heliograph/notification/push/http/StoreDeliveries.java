package io.heliograph.notification.push.http;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.store.CatchUp;
import io.heliograph.contracts.store.CatchUpRequest;
import io.heliograph.contracts.store.CatchUpRequest.From;
import io.heliograph.contracts.store.CatchUpRequest.Item;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.push.Deliveries;
import io.heliograph.notification.push.DeliveryProof;
import io.heliograph.notification.push.DeliveryState;
import io.heliograph.notification.push.DueNotification;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks delivery-store for a whole batch at a time: where each user's furthest acknowledgement and the channel's head are, then for
 * what the channels have last, because that is where the notifications should be. Blocks; safe for concurrent use.
 */
public final class StoreDeliveries implements Deliveries {
    /** Offsets before the head: a notification was published seconds ago. */
    private static final int WINDOW = 100;
    /** When it was not among those. */
    private static final int WIDE_WINDOW = 1_000;
    /** An answer may be cut short where publications are large. */
    private static final int MAX_PAGES = 10;

    private final StoreClient store;

    public StoreDeliveries(StoreClient store) {
        this.store = store;
    }

    @Override
    public Map<NotificationId, DeliveryState> of(Collection<DueNotification> notifications) {
        Map<ChannelName, List<DueNotification>> byChannel =
                notifications.stream().collect(Collectors.groupingBy(StoreDeliveries::channel));
        int window = notifications.stream().anyMatch(due -> due.attempts() > 1) ? WIDE_WINDOW : WINDOW;
        List<CatchUp> acknowledged = acknowledged(byChannel);
        Map<ChannelName, DeliveryProof> proofs = acknowledged.stream()
                .collect(Collectors.toMap(CatchUp::channel, answer -> new DeliveryProof(answer.base())));
        List<Item> open = acknowledged.stream()
                .filter(answer -> !answer.head().equals(Position.BEGINNING))
                .map(answer -> item(answer.channel(), before(answer.head(), window)))
                .toList();
        Map<NotificationId, DeliveryState> states = new HashMap<>();
        for (int page = 0; page < MAX_PAGES && !open.isEmpty(); page++) {
            List<CatchUp> answers = store.catchUp(new CatchUpRequest(open, window));
            for (CatchUp answer : answers) {
                byChannel
                        .getOrDefault(answer.channel(), List.of())
                        .forEach(due -> Optional.ofNullable(proofs.get(answer.channel()))
                                .map(proof -> proof.of(due.id().toString(), answer.entries()))
                                .ifPresent(state -> states.merge(due.id(), state, StoreDeliveries::found)));
            }
            open = answers.stream()
                    .filter(answer -> !answer.isComplete() && !answer.entries().isEmpty())
                    .map(answer -> item(answer.channel(), answer.reached()))
                    .toList();
        }
        return states;
    }

    /** A later part of the channel does not take back what an earlier one showed. */
    private static DeliveryState found(DeliveryState earlier, DeliveryState later) {
        return earlier == DeliveryState.NOT_IN_CHANNEL ? later : earlier;
    }

    private static Position before(Position head, int window) {
        return head.at(Math.max(0, head.offset() - window));
    }

    private List<CatchUp> acknowledged(Map<ChannelName, List<DueNotification>> byChannel) {
        List<Item> items = byChannel.entrySet().stream()
                .map(entry -> new Item(
                        entry.getKey().value(),
                        new From.AtAcknowledgement(entry.getValue().getFirst().recipient(), null)))
                .toList();
        return store.catchUp(new CatchUpRequest(items, 0));
    }

    private static Item item(ChannelName channel, Position position) {
        return new Item(channel.value(), new From.AtPosition(position.toString()));
    }

    private static ChannelName channel(DueNotification due) {
        return ChannelName.ofUser(due.recipient());
    }
}
