package io.heliograph.systemtests.load;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.systemtests.history.History.Row;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What delivery-store has committed to some channels, read from PostgreSQL directly. */
public final class StoredRows implements AutoCloseable {
    private static final String COUNT = "select count(*) from delivery.publication where channel = any(?)";
    private static final String ALL = """
            select p.channel, c.epoch, p.channel_offset, p.id, p.body
            from delivery.publication p join delivery.channel c using (channel)
            where p.channel = any(?)
            order by p.channel, p.channel_offset
            """;

    private final Connection database;
    private final Array channels;

    /** The connection is closed with this. */
    public StoredRows(Connection database, Collection<ChannelName> channels) throws SQLException {
        this.database = database;
        this.channels = database.createArrayOf(
                "text", channels.stream().map(ChannelName::value).toArray());
    }

    public List<Row> read() throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(ALL)) {
            statement.setArray(1, channels);
            List<Row> rows = new ArrayList<>();
            ResultSet result = statement.executeQuery();
            while (result.next()) {
                rows.add(new Row(
                        new ChannelName(result.getString(1)),
                        result.getLong(2),
                        result.getLong(3),
                        result.getString(4),
                        new JsonBytes(result.getBytes(5))));
            }
            return rows;
        }
    }

    public long count() throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(COUNT)) {
            statement.setArray(1, channels);
            ResultSet result = statement.executeQuery();
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
