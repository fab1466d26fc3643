package io.heliograph.feed.store.postgres;

import io.heliograph.feed.activity.ScreenForm;
import io.heliograph.feed.page.Aggregation;
import io.heliograph.feed.page.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * An activity in a list.
 *
 * @param form for screens, JSON
 */
public record Item(UUID id, Instant time, String actor, String groupKey, String form) implements Aggregation.Groupable {
    public Place place() {
        return new Place(time, id);
    }

    static Item of(ResultSet row) throws SQLException {
        Instant time = Session.instant(row, "occurred_at");
        return new Item(
                Session.uuid(row, "id"),
                time,
                Session.text(row, "actor"),
                Session.text(row, "group_key"),
                ScreenForm.timed(Session.text(row, "document"), time));
    }
}
