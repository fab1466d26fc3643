package io.heliograph.feed.intake.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Makes CloudEvents of records in binary or structured mode (Kafka protocol binding of CloudEvents 1.0). Safe for concurrent use. */
public final class RecordDecoder {
    private static final String CONTENT_TYPE = "content-type";
    private static final String STRUCTURED = "application/cloudevents";
    private static final String PREFIX = "ce_";
    private static final List<String> REQUIRED = List.of("specversion", "id", "source", "type");

    public sealed interface Decoding {
        record Event(CloudEvent event) implements Decoding {}

        record Undecodable(Rejection rejection) implements Decoding {}
    }

    public Decoding decode(ConsumerRecord<byte[], byte[]> record) {
        Optional<String> missing = missingAttribute(record.headers());
        if (missing.isPresent()) {
            return undecodable(
                    ProblemCode.MISSING_ATTRIBUTE,
                    "/attributes/" + missing.get(),
                    "set the header " + PREFIX + missing.get() + ", or send structured mode");
        }
        try {
            return new Decoding.Event(KafkaMessageFactory.createReader(record).toEvent());
        } catch (CloudEventRWException e) {
            return refused(e.getKind());
        } catch (RuntimeException _) {
            return malformed(); // whatever else the library throws depends on nothing but the record
        }
    }

    private static Optional<String> missingAttribute(Headers headers) {
        if (isStructured(headers.lastHeader(CONTENT_TYPE))) {
            return Optional.empty();
        }
        return REQUIRED.stream()
                .filter(name -> headers.lastHeader(PREFIX + name) == null)
                .findFirst();
    }

    private static Decoding refused(CloudEventRWException.CloudEventRWExceptionKind kind) {
        return switch (kind) {
            case INVALID_SPEC_VERSION,
                    INVALID_ATTRIBUTE_NAME,
                    INVALID_EXTENSION_NAME,
                    INVALID_ATTRIBUTE_TYPE,
                    INVALID_ATTRIBUTE_VALUE ->
                undecodable(
                        ProblemCode.INVALID_ATTRIBUTE,
                        "/attributes",
                        "write attributes as CloudEvents 1.0 says: time as in RFC 3339, source as a URI reference");
            case INVALID_DATA_TYPE, DATA_CONVERSION, UNKNOWN_ENCODING, OTHER -> malformed();
        };
    }

    private static Decoding malformed() {
        return undecodable(ProblemCode.MALFORMED, "", "send a CloudEvent 1.0, in binary mode or as JSON");
    }

    private static Decoding undecodable(ProblemCode code, String pointer, String hint) {
        return new Decoding.Undecodable(new Rejection(code, pointer, hint));
    }

    private static boolean isStructured(@Nullable Header contentType) {
        return contentType != null
                && contentType.value() != null
                && new String(contentType.value(), StandardCharsets.UTF_8).startsWith(STRUCTURED);
    }
}
