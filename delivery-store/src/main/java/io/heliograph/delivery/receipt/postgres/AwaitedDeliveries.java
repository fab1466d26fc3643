package io.heliograph.delivery.receipt.postgres;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.delivery.acknowledgement.Acknowledgement;
import io.heliograph.delivery.dependency.postgres.Statements;
import io.heliograph.delivery.receipt.Receipt;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Publications to users' own channels whose producers wait to learn that a device applied them (docs/events.md §7.1). One statement for each batch that has any, and one for each
 * batch of acknowledgements, over an index of nothing but these. Safe for concurrent use; blocks.
 */
public final class AwaitedDeliveries {
    private static final String AWAIT = """
            UPDATE delivery.publication p SET awaits_delivery = true
            FROM unnest($1::text[], $2::bigint[], $3::timestamptz[]) AS a(channel, channel_offset, at)
            WHERE p.channel = a.channel AND p.channel_offset = a.channel_offset AND p.at = a.at
            """;
    /** What has expired is skipped on its way, so that a position behind it says nothing. */
    private static final String TAKE = """
            UPDATE delivery.publication p SET awaits_delivery = false
            FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS a(channel, epoch, acknowledged)
            JOIN delivery.channel c ON c.channel = a.channel AND c.epoch = a.epoch
            WHERE p.awaits_delivery AND p.channel = a.channel AND p.channel_offset <= a.acknowledged AND (p.expires_at IS NULL OR p.expires_at > $4)
            RETURNING p.channel, c.epoch, p.channel_offset, p.source, p.id, p.type
            """;

    private final Statements statements;

    public AwaitedDeliveries(Statements statements) {
        this.statements = statements;
    }

    /** @throws io.heliograph.delivery.dependency.DependencyException when the database does not answer */
    public void await(List<Receipt.Accepted> publications) {
        if (publications.isEmpty()) {
            return;
        }
        statements.execute(
                AWAIT,
                Tuple.tuple()
                        .addArrayOfString(publications.stream()
                                .map(accepted -> accepted.channel().value())
                                .toArray(String[]::new))
                        .addArrayOfLong(publications.stream()
                                .map(accepted -> accepted.position().offset())
                                .toArray(Long[]::new))
                        .addArrayOfOffsetDateTime(publications.stream()
                                .map(accepted -> accepted.at().atOffset(ZoneOffset.UTC))
                                .toArray(OffsetDateTime[]::new)));
    }

    /**
     * What these acknowledgements deliver for the first time; nobody waits for it from then on.
     *
     * @throws io.heliograph.delivery.dependency.DependencyException when the database does not answer
     */
    public List<Receipt.Delivered> take(List<Acknowledgement> acknowledgements, Instant now) {
        List<Acknowledgement> own = acknowledgements.stream()
                .filter(acknowledgement -> acknowledgement.channel().equals(ChannelName.ofUser(acknowledgement.user())))
                .toList();
        List<Receipt.Delivered> delivered = new ArrayList<>();
        if (own.isEmpty()) {
            return delivered;
        }
        Tuple arguments = Tuple.tuple()
                .addArrayOfString(own.stream()
                        .map(acknowledgement -> acknowledgement.channel().value())
                        .toArray(String[]::new))
                .addArrayOfLong(own.stream()
                        .map(acknowledgement -> acknowledgement.position().epoch())
                        .toArray(Long[]::new))
                .addArrayOfLong(own.stream()
                        .map(acknowledgement -> acknowledgement.position().offset())
                        .toArray(Long[]::new))
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        for (Row row : statements.execute(TAKE, arguments)) {
            delivered.add(new Receipt.Delivered(
                    new Receipt.Subject(row.getString(3), row.getString(4), row.getString(5)),
                    now,
                    new ChannelName(row.getString(0)),
                    new Position(row.getLong(1), row.getLong(2))));
        }
        return delivered;
    }
}
