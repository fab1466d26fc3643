package io.heliograph.delivery.acknowledgement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.channel.Position;
import io.heliograph.contracts.event.EventSchemas;
import io.heliograph.contracts.event.EventType;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.delivery.deadletter.CloudEventReader;
import io.heliograph.delivery.deadletter.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decides whether a record of {@code heliograph.acknowledgements} can be taken. Safe for concurrent use. */
public final class AcknowledgementReader {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final EventSchemas schemas;

    /** What came of reading. */
    public sealed interface Reading {
        record Accepted(List<Acknowledgement> acknowledgements) implements Reading {
            public Accepted {
                acknowledgements = List.copyOf(acknowledgements);
            }
        }

        record Refused(DeadLetter letter) implements Reading {}
    }

    public AcknowledgementReader(EventSchemas schemas) {
        this.schemas = schemas;
    }

    public Reading read(ConsumerRecord<byte[], byte[]> original) {
        return switch (CloudEventReader.read(original)) {
            case CloudEventReader.Reading.Unreadable(Rejection rejection) -> refused(original, rejection);
            case CloudEventReader.Reading.Event(CloudEvent event) -> read(original, event);
        };
    }

    private Reading read(ConsumerRecord<byte[], byte[]> original, CloudEvent event) {
        if (!event.getType().equals(EventType.ACKNOWLEDGEMENT)) {
            return refused(
                    original,
                    new Rejection(
                            ProblemCode.UNKNOWN_TYPE,
                            "/attributes/type",
                            "this topic takes " + EventType.ACKNOWLEDGEMENT));
        }
        CloudEventData data = event.getData();
        byte[] json = data == null ? new byte[0] : data.toBytes();
        Optional<Rejection> rejection = schemas.check(event.getType(), json);
        return rejection.isPresent() ? refused(original, rejection.get()) : read(original, parsed(json));
    }

    private static Reading read(ConsumerRecord<byte[], byte[]> original, JsonNode data) {
        String user = data.path("user").textValue();
        if (user.chars().anyMatch(Character::isISOControl)) {
            return refused(
                    original, new Rejection(ProblemCode.SCHEMA_VIOLATION, "/user", "a user has no control characters"));
        }
        List<Acknowledgement> acknowledgements = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : data.path("positions").properties()) {
            try {
                acknowledgements.add(new Acknowledgement(
                        user,
                        data.path("device").textValue(),
                        new ChannelName(entry.getKey()),
                        Position.parse(entry.getValue().textValue())));
            } catch (IllegalArgumentException e) {
                return refused(
                        original,
                        new Rejection(
                                ProblemCode.INVALID_POSITION,
                                "/positions/"
                                        + entry.getKey().replace("~", "~0").replace("/", "~1"),
                                "a position is <epoch>.<offset> as it was received"));
            }
        }
        return new Reading.Accepted(acknowledgements);
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("what fits its schema is JSON", e);
        }
    }

    private static Reading refused(ConsumerRecord<byte[], byte[]> original, Rejection rejection) {
        return new Reading.Refused(new DeadLetter(Topic.ACKNOWLEDGEMENTS, original, rejection));
    }
}
