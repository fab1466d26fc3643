package io.heliograph.cli.receipt.kafka;

import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.receipt.SourceReceipt;
import io.heliograph.contracts.event.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the receipts of one source, from the oldest that Kafka keeps. It joins no group, so that it takes nothing from anybody. Confined to one thread. */
public final class ReceiptReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final int TIMEOUT_MILLIS = 20_000;

    private final String bootstrapServers;
    private final String source;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param bootstrapServers {@code host:port}
     * @param source of the events
     */
    public ReceiptReader(String bootstrapServers, String source) {
        this.bootstrapServers = bootstrapServers;
        this.source = source;
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        TIMEOUT_MILLIS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Reads to the end as it is now, or, when it follows, for ever.
     *
     * @param reader is told each receipt, and says whether it wants more
     */
    public void read(boolean follow, Predicate<SourceReceipt> reader) {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.RECEIPTS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (follow || isBehind(ends)) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    Optional<SourceReceipt> receipt = receipt(message);
                    if (receipt.isPresent() && !reader.test(receipt.get())) {
                        return;
                    }
                }
            }
        } catch (KafkaException e) {
            throw new PlatformProblem(
                    "Kafka at %s gives no receipts: %s".formatted(bootstrapServers, e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private Optional<SourceReceipt> receipt(ConsumerRecord<byte[], byte[]> message) {
        Header type = message.headers().lastHeader("ce_type");
        boolean ours = message.key() != null && source.equals(text(message.key()));
        return ours && type != null && message.value() != null
                ? SourceReceipt.read(text(type.value()), message.value())
                : Optional.empty();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
