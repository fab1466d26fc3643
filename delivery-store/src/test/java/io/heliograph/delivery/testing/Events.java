package io.heliograph.delivery.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.PublicationEvent;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.json.JsonBytes;
import io.heliograph.delivery.append.Batch;
import io.heliograph.delivery.append.IncomingPublication;
import io.heliograph.delivery.receipt.ReceiptWish;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Publications and the records they come in. */
public final class Events {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private Events() {}

    public static PublicationEvent event(String id, String channel) {
        return new PublicationEvent(
                id, "/shop", "order.shipped", NOON, new ChannelName(channel), JsonBytes.of("{\"id\":\"" + id + "\"}"));
    }

    /** A record with the bare minimum; its headers may be changed. */
    public static ConsumerRecord<byte[], byte[]> plain(int partition, long offset, String key, String value) {
        byte[] keyBytes = key.getBytes(UTF_8);
        byte[] valueBytes = value.getBytes(UTF_8);
        return new ConsumerRecord<>(
                Topic.PUBLICATIONS.topicName(),
                partition,
                offset,
                NOON.toEpochMilli(),
                TimestampType.CREATE_TIME,
                keyBytes.length,
                valueBytes.length,
                keyBytes,
                valueBytes,
                new RecordHeaders(),
                Optional.empty());
    }

    /** The event in binary mode. */
    public static ConsumerRecord<byte[], byte[]> binary(int partition, long offset, PublicationEvent event) {
        var record =
                plain(partition, offset, event.channel().value(), event.data().text());
        record.headers()
                .add("ce_specversion", "1.0".getBytes(UTF_8))
                .add("ce_id", event.id().getBytes(UTF_8))
                .add("ce_source", event.source().getBytes(UTF_8))
                .add("ce_type", event.type().getBytes(UTF_8))
                .add("ce_time", event.time().toString().getBytes(UTF_8))
                .add("ce_channel", event.channel().value().getBytes(UTF_8))
                .add("content-type", "application/json".getBytes(UTF_8));
        return record;
    }

    /** These events at consecutive Kafka offsets. */
    public static Batch batch(TopicPartition partition, long firstOffset, PublicationEvent... events) {
        List<IncomingPublication> publications = IntStream.range(0, events.length)
                .mapToObj(i -> new IncomingPublication(
                        events[i], binary(partition.partition(), firstOffset + i, events[i]), ReceiptWish.FAILED))
                .toList();
        return new Batch(partition, firstOffset, firstOffset + events.length, publications);
    }
}
