package io.heliograph.notification.publishing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.Priority;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.Marked;
import io.heliograph.notification.inbox.NamedUuid;
import io.heliograph.notification.inbox.Notification;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.Retraction;
import io.heliograph.notification.inbox.ShownEntry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user's own channel is told of the inbox, and the channel of everyone of notifications for everyone. The ids follow from what happened, so that whatever is published again, after
 * a crash or by an impatient client, is dropped as a duplicate by delivery-store.
 */
public final class InboxPublications {
    public static final String SOURCE = "/heliograph/notifications";
    /** A notification came; the data is its form for screens. */
    public static final String ADDED = "notification";
    /** Notifications were read on some device: {@code {"ids":[…],"readAt":…}}. */
    public static final String READ = "notification.read";
    /** Notifications that were read are unread again, on all devices: {@code {"ids":[…],"unreadAt":…}}. */
    public static final String UNREAD = "notification.unread";
    /** Notifications no longer hold: {@code {"ids":[…]}}. */
    public static final String RETRACTED = "notification.retracted";

    private static final JsonMapper MAPPER = new JsonMapper();

    private InboxPublications() {}

    /**
     * One for each of those who are shown one of them. The publication's id is the notification's.
     *
     * @param notifications no user is a recipient of two
     */
    public static List<PublicationEvent> added(List<Notification> notifications, List<ShownEntry> shown) {
        Map<String, Notification> byRecipient = new HashMap<>();
        notifications.forEach(each -> each.recipients().forEach(recipient -> byRecipient.put(recipient, each)));
        return shown.stream()
                .map(entry -> added(requireNonNull(byRecipient.get(entry.recipient())), entry))
                .toList();
    }

    private static PublicationEvent added(Notification notification, ShownEntry entry) {
        return added(
                notification,
                entry.id(),
                ChannelName.ofUser(entry.recipient()),
                notification.form().published(entry.id(), entry.alerts(), entry.replaces()));
    }

    /** To everyone who is signed in, whatever each of them prefers. */
    public static PublicationEvent broadcast(Notification notification) {
        NotificationId id = NotificationId.ofBroadcast(notification.event());
        boolean alerts = notification.priority() != Priority.LOW;
        return added(notification, id, ChannelName.EVERYONE, notification.form().published(id, alerts, null));
    }

    private static PublicationEvent added(
            Notification notification, NotificationId id, ChannelName channel, JsonBytes data) {
        return new PublicationEvent(
                id.toString(),
                SOURCE,
                ADDED,
                notification.createdAt(),
                channel,
                notification.collapseKey(),
                notification.expiresAt(),
                notification.priority(),
                notification.traceparent(),
                data);
    }

    /** One for each recipient. */
    public static List<PublicationEvent> retracted(Retraction retraction) {
        return retraction.recipients().stream()
                .map(recipient -> publication(
                        NotificationId.of(retraction.event(), recipient).value(),
                        RETRACTED,
                        retraction.time(),
                        ChannelName.ofUser(recipient),
                        retraction.traceparent(),
                        ids(List.of(NotificationId.of(retraction.retracted(), recipient)))))
                .toList();
    }

    /** To everyone who is signed in. */
    public static PublicationEvent broadcast(Retraction retraction) {
        return publication(
                NotificationId.ofBroadcast(retraction.event()).value(),
                RETRACTED,
                retraction.time(),
                ChannelName.EVERYONE,
                retraction.traceparent(),
                ids(List.of(NotificationId.ofBroadcast(retraction.retracted()))));
    }

    /** @param read at least one, at most a thousand, so that they fit a publication */
    public static PublicationEvent read(String user, List<Marked> read) {
        return marked(READ, "readAt", user, read);
    }

    /** @param unread at least one, at most a thousand, so that they fit a publication */
    public static PublicationEvent unread(String user, List<Marked> unread) {
        return marked(UNREAD, "unreadAt", user, unread);
    }

    /** The id follows from the times, too: what is read, unread and read again is told three times. */
    private static PublicationEvent marked(String type, String timeMember, String user, List<Marked> marked) {
        String[] names = Stream.concat(
                        Stream.of(type),
                        marked.stream()
                                .flatMap(each -> Stream.of(
                                        each.id().toString(), each.at().toString())))
                .toArray(String[]::new);
        Instant latest =
                marked.stream().map(Marked::at).max(Comparator.naturalOrder()).orElseThrow();
        ObjectNode data = ids(marked.stream().map(Marked::id).toList());
        data.put(timeMember, latest.toString());
        return publication(NamedUuid.of(names), type, latest, ChannelName.ofUser(user), null, data);
    }

    private static PublicationEvent publication(
            UUID id, String type, Instant time, ChannelName channel, @Nullable String traceparent, ObjectNode data) {
        return new PublicationEvent(
                id.toString(), SOURCE, type, time, channel, null, null, Priority.NORMAL, traceparent, bytes(data));
    }

    private static ObjectNode ids(List<NotificationId> ids) {
        ObjectNode data = MAPPER.createObjectNode();
        ArrayNode array = data.putArray("ids");
        ids.forEach(id -> array.add(id.toString()));
        return data;
    }

    private static JsonBytes bytes(ObjectNode data) {
        try {
            return new JsonBytes(MAPPER.writeValueAsBytes(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("ids and times are JSON", e);
        }
    }
}
