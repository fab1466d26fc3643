package io.heliograph.delivery.intake.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** What Kafka says about a topic. Safe for concurrent use; blocks. */
public final class KafkaTopic {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Topic topic;
    private final Admin admin;

    public KafkaTopic(Topic topic, Admin admin) {
        this.topic = topic;
        this.admin = admin;
    }

    /** How many partitions the topic has. @throws DependencyException when Kafka does not answer or the topic is not there yet */
    public int partitionCount() {
        String name = topic.topicName();
        return await(admin.describeTopics(List.of(name)).allTopicNames()).values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }

    /** Where the partition's log begins. @throws DependencyException when Kafka does not answer */
    public long beginning(TopicPartition partition) {
        return offset(partition, OffsetSpec.earliest());
    }

    /** The first record that is not older than {@code since}; empty when there is none. @throws DependencyException when Kafka does not answer */
    public OptionalLong firstSince(TopicPartition partition, Instant since) {
        long offset = offset(partition, OffsetSpec.forTimestamp(since.toEpochMilli()));
        return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    /** Up to where, exclusive, the group is done with the partition; empty when it never said so. @throws DependencyException when Kafka does not answer */
    public OptionalLong committed(String group, TopicPartition partition) {
        OffsetAndMetadata committed = await(
                        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group))
                .get(partition);
        return committed == null ? OptionalLong.empty() : OptionalLong.of(committed.offset());
    }

    private long offset(TopicPartition partition, OffsetSpec place) {
        return await(admin.listOffsets(Map.of(partition, place)).partitionResult(partition))
                .offset();
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw DependencyException.unwrapped(Dependency.KAFKA, e);
        } catch (TimeoutException e) {
            throw new DependencyException(Dependency.KAFKA, e);
        }
    }
}
