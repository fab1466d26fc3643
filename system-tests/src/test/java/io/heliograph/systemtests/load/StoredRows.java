package io.heliograph.systemtests.load;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.systemtests.history.History.Row;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What delivery-store has committed, read from PostgreSQL directly. */
public final class StoredRows {
    private static final String ALL = """
            select p.channel, c.epoch, p.channel_offset, p.id, p.body
            from delivery.publication p join delivery.channel c using (channel)
            order by p.channel, p.channel_offset
            """;

    private StoredRows() {}

    public static List<Row> read(Connection database) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(ALL)) {
            while (result.next()) {
                rows.add(new Row(
                        new ChannelName(result.getString(1)),
                        result.getLong(2),
                        result.getLong(3),
                        result.getString(4),
                        new JsonBytes(result.getBytes(5))));
            }
        }
        return rows;
    }

    public static long count(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from delivery.publication")) {
            result.next();
            return result.getLong(1);
        }
    }
}
