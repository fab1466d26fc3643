package io.heliograph.notification.email;

import com.fasterxml.jackson.databind.node.TextNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.notification.inbox.NamedUuid;
import io.heliograph.notification.inbox.NotificationId;
import io.heliograph.notification.inbox.ScreenForm;
import io.heliograph.notification.publishing.InboxPublications;
import io.heliograph.notification.push.InboxState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;

/** The events that ask for e-mails, docs/events.md §7.2. */
public final class EmailRequests {
    private static final URI SOURCE = URI.create(InboxPublications.SOURCE);

    private EmailRequests() {}

    /** The same notification makes the same id, so that who sends e-mails sends one. */
    public static CloudEvent of(NotificationId id, String recipient, InboxState item, Instant now) {
        JsonBytes notification = new ScreenForm(item.form()).identified(id);
        String data = "{\"recipient\":" + TextNode.valueOf(recipient) + ",\"notification\":"
                + new String(notification.array(), StandardCharsets.UTF_8) + '}';
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(NamedUuid.of("email", id.toString()).toString())
                .withSource(SOURCE)
                .withType(EventType.EMAIL_REQUESTED)
                .withTime(now.atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
        Instant expiresAt = item.expiresAt();
        return expiresAt == null
                ? event.build()
                : event.withExtension(EventAttribute.EXPIRY_TIME, expiresAt.atOffset(ZoneOffset.UTC))
                        .build();
    }
}
