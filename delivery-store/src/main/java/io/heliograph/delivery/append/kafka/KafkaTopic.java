package io.heliograph.delivery.append.kafka;

import io.heliograph.contracts.event.Topic;
import io.heliograph.delivery.append.PartitionWorker;
import io.heliograph.delivery.dependency.Dependency;
import io.heliograph.delivery.dependency.DependencyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** What Kafka says about {@code heliograph.publications}. Safe for concurrent use; blocks. */
public final class KafkaTopic implements PartitionWorker.LogBeginning {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;

    public KafkaTopic(Admin admin) {
        this.admin = admin;
    }

    /** How many partitions the topic has. @throws DependencyException when Kafka does not answer or the topic is not there yet */
    public int partitionCount() {
        String name = Topic.PUBLICATIONS.topicName();
        return await(admin.describeTopics(List.of(name)).allTopicNames()).values().stream()
                .mapToInt(topic -> topic.partitions().size())
                .sum();
    }

    @Override
    public long of(TopicPartition partition) {
        return await(admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).partitionResult(partition))
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
