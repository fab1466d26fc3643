package io.heliograph.notification;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Topic;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Events as product teams send them, each with an id of its own. */
final class Events {
    static final String SOURCE = "/shop/orders";

    private Events() {}

    static CloudEventBuilder notification(String title, String... recipients) {
        return notification(title, Instant.now(), recipients);
    }

    static CloudEventBuilder notification(String title, Instant time, String... recipients) {
        return event(
                        EventType.NOTIFICATION,
                        "{\"recipients\":" + names(recipients) + ",\"title\":\"" + title
                                + "\",\"category\":\"orders\"}")
                .withTime(time.atOffset(ZoneOffset.UTC));
    }

    static CloudEvent inCategory(String category, String title, String recipient) {
        return event(
                        EventType.NOTIFICATION,
                        "{\"recipients\":%s,\"title\":\"%s\",\"category\":\"%s\"}"
                                .formatted(names(recipient), title, category))
                .build();
    }

    static CloudEventBuilder retraction(CloudEvent event, String... recipients) {
        return event(
                EventType.NOTIFICATION_RETRACTED,
                "{\"retracts\":{\"source\":\"" + event.getSource() + "\",\"id\":\"" + event.getId()
                        + "\"},\"recipients\":" + names(recipients) + "}");
    }

    static CloudEventBuilder event(String type, String data) {
        return CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create(SOURCE))
                .withType(type)
                .withTime(Instant.now().atOffset(ZoneOffset.UTC))
                .withData("application/json", data.getBytes(StandardCharsets.UTF_8));
    }

    static ProducerRecord<byte[], byte[]> binary(String key, CloudEvent event) {
        return KafkaMessageFactory.createWriter(Topic.NOTIFICATIONS.topicName(), key.getBytes(StandardCharsets.UTF_8))
                .writeBinary(event);
    }

    static ProducerRecord<byte[], byte[]> raw(String key, byte[] value) {
        return new ProducerRecord<>(Topic.NOTIFICATIONS.topicName(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static String names(String... recipients) {
        return List.of(recipients).stream().map(name -> '"' + name + '"').collect(Collectors.joining(",", "[", "]"));
    }
}
