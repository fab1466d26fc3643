package io.heliograph.delivery.deadletter;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a record as a CloudEvent, binary or structured. */
public final class CloudEventReader {
    private static final String REMEDY =
            "send a CloudEvent 1.0 in binary mode (headers ce_specversion, ce_id, ce_source, ce_type) or in structured mode";

    /** What came of reading. */
    public sealed interface Reading {
        record Event(CloudEvent event) implements Reading {}

        record Unreadable(Rejection rejection) implements Reading {}
    }

    private CloudEventReader() {}

    public static Reading read(ConsumerRecord<byte[], byte[]> original) {
        try {
            return new Reading.Event(KafkaMessageFactory.createReader(original).toEvent());
        } catch (CloudEventRWException e) {
            return unreadable(problem(e));
        } catch (RuntimeException e) {
            // Which one the library throws depends on what is missing or broken; reading depends on nothing but the
            // record.
            return unreadable("a required attribute is missing, or the structure is broken");
        }
    }

    /** The library's own words are not repeated: they may quote the data. */
    private static String problem(CloudEventRWException e) {
        return switch (e.getKind()) {
            case INVALID_SPEC_VERSION -> "the specversion is not 1.0";
            case INVALID_ATTRIBUTE_NAME, INVALID_ATTRIBUTE_TYPE, INVALID_ATTRIBUTE_VALUE ->
                "an attribute is not usable";
            default -> "this is not a CloudEvent";
        };
    }

    private static Reading unreadable(String problem) {
        return new Reading.Unreadable(new Rejection(ProblemCode.MALFORMED, "", problem + ": " + REMEDY));
    }
}
