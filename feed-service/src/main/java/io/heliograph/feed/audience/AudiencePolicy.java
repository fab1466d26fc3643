package io.heliograph.feed.audience;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.PublicationReader;
import io.heliograph.contracts.json.JsonText;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the notifications that are for a feed's followers, docs/events.md §3.1, and makes of each the events for lists of recipients. These keep source and id, so that a
 * notification that is made again, for the same followers or others, reaches everyone once. Safe for concurrent use.
 */
public final class AudiencePolicy {
    /** As many as a notification may have. */
    public static final int MAX_RECIPIENTS = 1_000;

    /** Leaves room for a few recipients, whose names have at most some 130 bytes, docs/events.md §3.1. */
    private static final int MAX_BYTES = ProtocolLimits.MAX_DATA_BYTES - 1_024;

    private static final String AUDIENCE = "audience";
    /** Stands for the recipients' own channels while the attributes are read. */
    private static final ChannelName ANY_USER = ChannelName.ofUser("any");
    /** Keeps the numbers of an application's own data digit for digit. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final PublicationReader attributes = new PublicationReader(ChannelKinds.defaults());
    private final EventSchemas schemas;

    public AudiencePolicy(EventSchemas schemas) {
        this.schemas = schemas;
    }

    /** @param now when the event was read */
    public Addressed read(CloudEvent event, Instant now) {
        CloudEventData content = event.getData();
        String type = event.getType();
        boolean concerned = type.equals(EventType.NOTIFICATION) || type.equals(EventType.NOTIFICATION_RETRACTED);
        if (content == null || !concerned || !hasAudience(content.toBytes()) || !isValid(event, content, now)) {
            return new Addressed.Elsewhere();
        }
        ObjectNode data = parse(content.toBytes());
        JsonNode feed = data.path(AUDIENCE).path("followers");
        data.remove(AUDIENCE);
        if (!feed.isTextual() || !isWritable(data)) {
            return new Addressed.Elsewhere();
        }
        return type.equals(EventType.NOTIFICATION)
                ? new Addressed.ToFollowers(feed.textValue(), recipients -> notifications(event, data, recipients))
                : new Addressed.TakenBack(feed.textValue(), with(event, data));
    }

    /** By the rules of notification-service, which sets aside what is not: once, and not again for each list of followers. */
    private boolean isValid(CloudEvent event, CloudEventData content, Instant now) {
        CloudEvent published = CloudEventBuilder.v1(event)
                .withExtension(EventAttribute.CHANNEL, ANY_USER.value())
                .build();
        return content.toBytes().length <= MAX_BYTES
                && attributes.read(published, now) instanceof PublicationReader.Reading.Valid
                && schemas.check(event.getType(), content.toBytes()).isEmpty();
    }

    /** Half of a surrogate pair can be escaped in JSON that comes, but has no UTF-8; and 1e2 is written longer, as 1E+2. */
    private static boolean isWritable(ObjectNode data) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(data.toString()) && bytes(data).length <= MAX_BYTES;
    }

    /** Most notifications name their recipients; that is found out without building a tree. */
    private static boolean hasAudience(byte[] data) {
        try (JsonParser parser = JsonText.untrustedParser(data)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals(AUDIENCE)) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException _) {
            return false; // no JSON, which notification-service refuses
        }
    }

    private static List<CloudEvent> notifications(CloudEvent event, ObjectNode data, List<String> recipients) {
        if (recipients.size() > MAX_RECIPIENTS) {
            throw new IllegalArgumentException(
                    "up to %d recipients, not %d".formatted(MAX_RECIPIENTS, recipients.size()));
        }
        int room = ProtocolLimits.MAX_DATA_BYTES - bytes(with(data, List.of())).length;
        List<CloudEvent> events = new ArrayList<>();
        int from = 0;
        while (from < recipients.size()) {
            int to = from + fitting(recipients.subList(from, recipients.size()), room);
            events.add(with(event, with(data, recipients.subList(from, to))));
            from = to;
        }
        return List.copyOf(events);
    }

    /** How many of the first recipients have their names within so many bytes; one at least. */
    private static int fitting(List<String> recipients, int bytes) {
        int fitting = 0;
        int used = 0;
        while (fitting < recipients.size()) {
            used += bytes(TextNode.valueOf(recipients.get(fitting))).length + 1; // and a comma
            if (used > bytes && fitting > 0) {
                break;
            }
            fitting++;
        }
        return fitting;
    }

    private static ObjectNode with(ObjectNode data, List<String> recipients) {
        ObjectNode complete = data.deepCopy();
        ArrayNode list = complete.putArray("recipients");
        recipients.forEach(list::add);
        return complete;
    }

    /** Nobody asked for receipts of these: what became of the event itself is told once. */
    private static CloudEvent with(CloudEvent event, ObjectNode data) {
        return CloudEventBuilder.v1(event)
                .withExtension(EventAttribute.RECEIPT, "none")
                .withData(BytesCloudEventData.wrap(bytes(data)))
                .build();
    }

    private static byte[] bytes(JsonNode data) {
        try {
            return MAPPER.writeValueAsBytes(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode parse(byte[] data) {
        try (JsonParser parser = JsonText.untrustedParser(data)) {
            return MAPPER.readTree(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema was checked", e);
        }
    }
}
