package io.heliograph.notification.push.postgres;

import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.postgres.Database;
import io.heliograph.notification.push.BrowserKeys;
import io.heliograph.notification.push.DueNotification;
import io.heliograph.notification.push.PushSubscription;
import io.heliograph.notification.push.PushTarget;
import io.heliograph.notification.push.PushTargets;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The subscriptions of all users. An endpoint belongs to one device: to that which subscribed with it last, so that a browser in
 * which somebody else signs in shows nobody else's notifications. Blocks; safe for concurrent use.
 */
public final class SubscriptionStore implements PushTargets {
    /** The three parts touch different rows. Two devices that subscribe at the same moment may leave one too many until the next does. */
    private static final String PUT = """
            WITH former AS (
                DELETE FROM notification.push_subscription WHERE recipient = $1 AND device = $2 AND endpoint <> $3),
            surplus AS (
                DELETE FROM notification.push_subscription WHERE endpoint IN (
                    SELECT endpoint FROM notification.push_subscription
                    WHERE recipient = $1 AND device <> $2 AND endpoint <> $3
                    ORDER BY confirmed_at DESC, endpoint OFFSET $8))
            INSERT INTO notification.push_subscription (recipient, device, endpoint, p256dh, auth, expires_at, confirmed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (endpoint) DO UPDATE SET recipient = EXCLUDED.recipient, device = EXCLUDED.device,
                p256dh = EXCLUDED.p256dh, auth = EXCLUDED.auth, expires_at = EXCLUDED.expires_at, confirmed_at = EXCLUDED.confirmed_at""";

    private static final String DELETE =
            "DELETE FROM notification.push_subscription WHERE recipient = $1 AND device = $2";
    private static final String DELETE_ENDPOINT = "DELETE FROM notification.push_subscription WHERE endpoint = $1";
    private static final String TARGETS = """
            SELECT due.id, s.device, s.endpoint, s.p256dh, s.auth, s.expires_at,
                EXISTS (SELECT FROM notification.push_result r WHERE r.notification_id = due.id AND r.device = s.device) AS done
            FROM unnest($1::uuid[], $2::text[]) AS due (id, recipient)
            CROSS JOIN LATERAL (
                SELECT * FROM notification.push_subscription s WHERE s.recipient = due.recipient
                ORDER BY s.confirmed_at DESC, s.endpoint LIMIT $3) s""";

    private final Database database;

    public SubscriptionStore(Database database) {
        this.database = database;
    }

    /** Adds it, or puts it in the place of the device's former one. The user's {@value PushSubscription#MAX_DEVICES} latest stay. */
    public void put(String recipient, PushSubscription subscription, Instant now) {
        Instant expiresAt = subscription.expiresAt();
        database.execute(PUT, Tuple.from(new Object[] {
            recipient,
            subscription.device(),
            subscription.endpoint().toString(),
            Buffer.buffer(subscription.keys().point()),
            Buffer.buffer(subscription.keys().secret()),
            expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC),
            now.atOffset(ZoneOffset.UTC),
            PushSubscription.MAX_DEVICES - 1
        }));
    }

    /** Removing what is not there is no error. */
    public void delete(String recipient, String device) {
        database.execute(DELETE, Tuple.of(recipient, device));
    }

    @Override
    public void remove(PushSubscription subscription) {
        database.execute(DELETE_ENDPOINT, Tuple.of(subscription.endpoint().toString()));
    }

    @Override
    public Map<NotificationId, List<PushTarget>> of(Collection<DueNotification> notifications) {
        Tuple parameters = Tuple.of(
                notifications.stream().map(due -> due.id().value()).toArray(UUID[]::new),
                notifications.stream().map(DueNotification::recipient).toArray(String[]::new),
                PushSubscription.MAX_DEVICES);
        Map<NotificationId, List<PushTarget>> targets = new HashMap<>();
        for (Row row : database.execute(TARGETS, parameters)) {
            targets.computeIfAbsent(new NotificationId(row.getUUID("id")), _ -> new ArrayList<>())
                    .add(new PushTarget(subscription(row), row.getBoolean("done")));
        }
        return targets;
    }

    private static PushSubscription subscription(Row row) {
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new PushSubscription(
                row.getString("device"),
                URI.create(row.getString("endpoint")),
                new BrowserKeys(
                        row.getBuffer("p256dh").getBytes(),
                        row.getBuffer("auth").getBytes()),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}
