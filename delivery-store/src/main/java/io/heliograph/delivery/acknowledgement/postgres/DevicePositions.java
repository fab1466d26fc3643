package io.heliograph.delivery.acknowledgement.postgres;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.delivery.acknowledgement.Acknowledgement;
import io.heliograph.delivery.dependency.postgres.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The acknowledged positions, one row per device and channel. Safe for concurrent use; blocks. */
public final class DevicePositions {
    private static final String MERGE = """
            INSERT INTO delivery.device_position AS d (user_id, device, channel, epoch, acknowledged, at)
            SELECT *, now() FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[]) AS a(user_id, device, channel, epoch, acknowledged)
            ORDER BY a.user_id, a.device, a.channel
            ON CONFLICT (user_id, device, channel) DO UPDATE SET epoch = EXCLUDED.epoch, acknowledged = EXCLUDED.acknowledged, at = EXCLUDED.at
            WHERE d.epoch <> EXCLUDED.epoch OR d.acknowledged < EXCLUDED.acknowledged
            """;
    private static final String READ =
            "SELECT channel, epoch, acknowledged FROM delivery.device_position WHERE user_id = $1 AND device = $2";

    private final Statements statements;

    public DevicePositions(Statements statements) {
        this.statements = statements;
    }

    /**
     * Of one epoch the greatest offset stays; another epoch replaces. Doing it twice changes nothing.
     *
     * @param acknowledgements at most one for each device and channel
     * @throws io.heliograph.delivery.dependency.DependencyException when the database does not answer
     */
    public void merge(List<Acknowledgement> acknowledgements) {
        if (acknowledgements.isEmpty()) {
            return;
        }
        statements.execute(
                MERGE,
                Tuple.tuple()
                        .addArrayOfString(texts(acknowledgements.stream().map(Acknowledgement::user)))
                        .addArrayOfString(texts(acknowledgements.stream().map(Acknowledgement::device)))
                        .addArrayOfString(texts(
                                acknowledgements.stream().map(a -> a.channel().value())))
                        .addArrayOfLong(numbers(
                                acknowledgements.stream().map(a -> a.position().epoch())))
                        .addArrayOfLong(numbers(
                                acknowledgements.stream().map(a -> a.position().offset()))));
    }

    /** Everything that a device acknowledged. @throws io.heliograph.delivery.dependency.DependencyException when the database does not answer */
    public Map<ChannelName, Position> of(String user, String device) {
        Map<ChannelName, Position> positions = new TreeMap<>();
        for (Row row : statements.execute(READ, Tuple.of(user, device))) {
            positions.put(new ChannelName(row.getString(0)), new Position(row.getLong(1), row.getLong(2)));
        }
        return positions;
    }

    private static String[] texts(Stream<String> values) {
        return values.toArray(String[]::new);
    }

    private static Long[] numbers(Stream<Long> values) {
        return values.toArray(Long[]::new);
    }
}
