package io.heliograph.delivery.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.Rejection;
import io.heliograph.contracts.protocol.ProblemCode;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** What is asked of a record whose key is a channel. */
public final class ChannelRecord {
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private ChannelRecord() {}

    /**
     * Why the record is not where the channel's records have to be; a channel has one partition, and so one order.
     *
     * @param partitionCount how many partitions the topic has, now and for ever
     */
    public static Optional<Rejection> misplacement(
            ConsumerRecord<byte[], byte[]> original, ChannelName name, int partitionCount) {
        byte[] channel = name.value().getBytes(UTF_8);
        if (!Arrays.equals(channel, original.key())) {
            return Optional.of(wrongPartition("the record's key must be the channel, " + name));
        }
        int partition = Utils.toPositive(Utils.murmur2(channel)) % partitionCount;
        if (partition == original.partition()) {
            return Optional.empty();
        }
        return Optional.of(wrongPartition(
                "the channel's partition is %d of %d, by murmur2 (librdkafka: partitioner=murmur2_random)"
                        .formatted(partition, partitionCount)));
    }

    /**
     * The event's trace, else that of the header of W3C Trace Context, for producers whose instrumentation writes it without knowing of CloudEvents. Anything else in it is not worth
     * refusing an event.
     */
    public static @Nullable String traceparent(
            ConsumerRecord<byte[], byte[]> original, @Nullable String traceparentOfEvent) {
        if (traceparentOfEvent != null) {
            return traceparentOfEvent;
        }
        Header header = original.headers().lastHeader(EventAttribute.TRACEPARENT);
        if (header == null || header.value() == null) {
            return null;
        }
        String value = new String(header.value(), UTF_8);
        return TRACEPARENT.matcher(value).matches() ? value : null;
    }

    private static Rejection wrongPartition(String hint) {
        return new Rejection(ProblemCode.WRONG_PARTITION, "", hint);
    }
}
