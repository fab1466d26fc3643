package io.heliograph.notification.receipt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.PlainText;
import io.heliograph.contracts.protocol.ProtocolLimits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** What became of an event (docs/events.md §7.1). */
public sealed interface Receipt {
    Subject subject();

    Instant at();

    /** The event that it is about. */
    record Subject(String source, String id, String type) {
        private static Optional<Subject> of(CloudEvent event) {
            var subject = new Subject(event.getSource().toString(), event.getId(), event.getType());
            return isBounded(subject.source) && isBounded(subject.id) && isBounded(subject.type)
                    ? Optional.of(subject)
                    : Optional.empty();
        }

        private static boolean isBounded(String text) {
            return PlainText.isValid(text, ProtocolLimits.MAX_ID_LENGTH);
        }
    }

    record Accepted(Subject subject, Instant at) implements Receipt {}

    record Rejected(Subject subject, Instant at, Rejection rejection) implements Receipt {}

    /** Of an event that was applied, now or before. Empty unless its producer wants all receipts. */
    static Optional<Receipt> accepted(CloudEvent event, Instant now) {
        return wish(event).equals("all")
                ? Subject.of(event).map(subject -> new Accepted(subject, now))
                : Optional.empty();
    }

    /** Of an event that was set aside. Comes unless its producer wants none. */
    static Optional<Receipt> rejected(CloudEvent event, Rejection rejection, Instant now) {
        return wish(event).equals("none")
                ? Optional.empty()
                : Subject.of(event).map(subject -> new Rejected(subject, now, rejection));
    }

    /** The type of its own event. */
    default String type() {
        return switch (this) {
            case Accepted _ -> EventType.RECEIPT_ACCEPTED;
            case Rejected _ -> EventType.RECEIPT_REJECTED;
        };
    }

    /** The data of its own event. */
    default byte[] json() {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.putObject("event")
                .put("source", subject().source())
                .put("id", subject().id())
                .put("type", subject().type());
        data.put("at", at().toString()).put("topic", Topic.NOTIFICATIONS.topicName());
        if (this instanceof Rejected rejected) {
            data.put("code", rejected.rejection().code().wireName())
                    .put("pointer", rejected.rejection().pointer())
                    .put("hint", rejected.rejection().hint());
        }
        return data.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String wish(CloudEvent event) {
        return String.valueOf(event.getExtension(EventAttribute.RECEIPT));
    }
}
