package io.heliograph.presence.intake.kafka;

import io.cloudevents.CloudEvent;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import io.heliograph.presence.intake.EventReader;
import io.heliograph.presence.intake.Reading;
import io.heliograph.presence.intake.micrometer.PresenceMetrics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Makes events of records. What can never be valid is counted, logged and passed over: these topics are written by gateways alone, so it is a defect of one
 * of them and nothing that a producer would want to mend and send again. Safe for concurrent use.
 */
public final class RecordReader<E> {
    private static final Logger LOG = Logger.getLogger(RecordReader.class);

    private final RecordDecoder decoder = new RecordDecoder();
    private final EventReader<E> reader;
    private final PresenceMetrics metrics;

    public RecordReader(EventReader<E> reader, PresenceMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    List<E> read(List<ConsumerRecord<byte[], byte[]>> records) {
        List<E> events = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (read(record)) {
                case Reading.Taken<E>(E event) -> events.add(event);
                case Reading.Ignored<E> _ -> {}
                case Reading.Refused<E>(Rejection rejection) -> refuse(record, rejection);
            }
        }
        return events;
    }

    private Reading<E> read(ConsumerRecord<byte[], byte[]> record) {
        return switch (decoder.decode(record)) {
            case RecordDecoder.Decoding.Undecodable(Rejection rejection) -> new Reading.Refused<>(rejection);
            case RecordDecoder.Decoding.Event(CloudEvent event) -> read(record, event);
        };
    }

    private Reading<E> read(ConsumerRecord<byte[], byte[]> record, CloudEvent event) {
        try {
            return reader.read(event, record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            // It depends on nothing but the record, so it would fail the same way for ever, and everything behind it
            // would wait.
            LOG.error("record.unreadable", e);
            return new Reading.Refused<>(new Rejection(ProblemCode.INTERNAL_ERROR, "", "a defect of the service"));
        }
    }

    private void refuse(ConsumerRecord<byte[], byte[]> record, Rejection rejection) {
        metrics.refused(record.topic(), rejection.code());
        LOG.warnf(
                "record.refused topic=%s partition=%d offset=%d code=%s pointer=%s",
                record.topic(),
                record.partition(),
                record.offset(),
                rejection.code().wireName(),
                rejection.pointer());
    }
}
