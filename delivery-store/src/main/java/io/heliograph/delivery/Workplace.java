package io.heliograph.delivery;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.delivery.append.AppendMetrics;
import io.heliograph.delivery.append.PartitionWorker;
import io.heliograph.delivery.append.PublicationLog;
import io.heliograph.delivery.append.RecordReader;
import io.heliograph.delivery.deadletter.DeadLetters;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.intake.PartitionPauses;
import io.heliograph.delivery.intake.Workers;
import io.heliograph.delivery.intake.kafka.KafkaTopic;
import io.heliograph.delivery.intake.kafka.TopicIntake;
import io.heliograph.delivery.receipt.kafka.KafkaReceipts;
import io.heliograph.delivery.receipt.postgres.AwaitedDeliveries;
import io.heliograph.delivery.retention.postgres.DayTableKeeper;
import io.heliograph.delivery.routing.ChannelRouter;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Joins what stores publications with what takes them to the pods. */
@Singleton
record Workplace(
        ChannelKinds kinds,
        PublicationLog log,
        DayTableKeeper days,
        DeadLetters deadLetters,
        KafkaReceipts receipts,
        AwaitedDeliveries deliveries,
        ChannelRouter router,
        DependencyStates dependencies,
        AppendMetrics metrics,
        PartitionPauses pauses,
        InstantSource clock)
        implements TopicIntake.Workplace {
    @Override
    public Workers furnish(KafkaTopic topic, int partitionCount) {
        var ports = new PartitionWorker.Ports(
                new RecordReader(kinds, partitionCount),
                log,
                topic::beginning,
                days::ensure,
                deadLetters,
                receipts,
                deliveries::await,
                new Routing(partitionCount),
                dependencies,
                clock);
        return (partition, buffer) -> new PartitionWorker(partition, buffer, ports, metrics, pauses);
    }

    private final class Routing implements PartitionWorker.Routing {
        private final int partitionCount;

        private Routing(int partitionCount) {
            this.partitionCount = partitionCount;
        }

        @Override
        public void stored(int partition, List<PodMessage.Publication> publications) {
            router.stored(new CompareNotice.Partition(partition, partitionCount), publications);
        }

        @Override
        public void ownerChanged(int partition) {
            router.ownerChanged(new CompareNotice.Partition(partition, partitionCount));
        }
    }
}
