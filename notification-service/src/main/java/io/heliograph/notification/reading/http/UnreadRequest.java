package io.heliograph.notification.reading.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.notification.inbox.InboxPage;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.json.JsonObjects;
import java.util.List;
import java.util.Optional;

/** {@code {"ids":["…"]}}: which notifications are to be unread. Members it does not know are passed over. */
final class UnreadRequest {
    /** As many as a page shows. */
    static final int MAX_IDS = InboxPage.MAX_LIMIT;

    private UnreadRequest() {}

    /** Empty when the body is not of this form. */
    static Optional<List<NotificationId>> read(byte[] body) {
        return JsonObjects.read(body).map(object -> object.path("ids")).flatMap(UnreadRequest::ids);
    }

    private static Optional<List<NotificationId>> ids(JsonNode array) {
        if (!array.isArray() || array.isEmpty() || array.size() > MAX_IDS) {
            return Optional.empty();
        }
        List<Optional<NotificationId>> ids = array.valueStream()
                .map(id -> Optional.ofNullable(id.textValue()).flatMap(NotificationId::parse))
                .toList();
        return ids.stream().allMatch(Optional::isPresent)
                ? Optional.of(ids.stream().map(Optional::orElseThrow).distinct().toList())
                : Optional.empty();
    }
}
