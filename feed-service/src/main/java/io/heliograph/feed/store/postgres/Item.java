package io.heliograph.feed.store.postgres;

import io.heliograph.feed.activity.ScreenForm;
import io.heliograph.feed.page.Aggregation;
import io.heliograph.feed.page.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * An activity in a list.
 *
 * @param feeds all it is in
 * @param followed those of them that the reader follows
 */
public record Item(
        UUID id, Instant time, String actor, UUID groupKey, List<String> feeds, Set<String> followed, String document)
        implements Aggregation.Groupable {
    public Item {
        feeds = List.copyOf(feeds);
        followed = Set.copyOf(followed);
    }

    @Override
    public Place place() {
        return new Place(time, id);
    }

    /**
     * The form for screens, JSON. Of its feeds it names those that the reader follows or knows otherwise.
     *
     * @param known asked about feeds that the reader does not follow
     */
    public String form(Predicate<String> known) {
        return ScreenForm.of(
                document,
                time,
                feeds.stream()
                        .filter(feed -> followed.contains(feed) || known.test(feed))
                        .toList());
    }

    static Item of(ResultSet row) throws SQLException {
        return new Item(
                Session.uuid(row, "id"),
                Session.instant(row, "occurred_at"),
                Session.text(row, "actor"),
                UUID.fromString(Session.text(row, "group_key")),
                Session.texts(row, "feeds"),
                Set.copyOf(Session.texts(row, "followed")),
                Session.text(row, "document"));
    }
}
