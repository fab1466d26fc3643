package io.heliograph.delivery;

import io.heliograph.contracts.channel.ChannelKinds;
import io.heliograph.contracts.event.Topic;
import io.heliograph.contracts.wire.PodMessage;
import io.heliograph.contracts.wire.PodMessage.CompareNotice;
import io.heliograph.delivery.deadletter.DeadLetters;
import io.heliograph.delivery.dependency.DependencyStates;
import io.heliograph.delivery.dependency.kafka.KafkaClients;
import io.heliograph.delivery.dependency.redis.RedisPipeline;
import io.heliograph.delivery.intake.BatchBounds;
import io.heliograph.delivery.intake.PartitionPauses;
import io.heliograph.delivery.intake.kafka.TopicConsumer;
import io.heliograph.delivery.intake.kafka.TopicIntake;
import io.heliograph.delivery.routing.ChannelRouter;
import io.heliograph.delivery.routing.RoutingMetrics;
import io.heliograph.delivery.routing.redis.RedisWire;
import io.heliograph.delivery.signal.LatestStore;
import io.heliograph.delivery.signal.SignalMetrics;
import io.heliograph.delivery.signal.SignalRecordReader;
import io.heliograph.delivery.signal.SignalWorker;
import io.heliograph.delivery.signal.kafka.KafkaSignalLog;
import io.heliograph.delivery.signal.redis.RedisLatestStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Builds the way of signals. */
@Singleton
final class SignalWiring {
    private final DeliveryConfig config;
    private final MeterRegistry meters;
    private final DependencyStates dependencies;

    SignalWiring(DeliveryConfig config, MeterRegistry meters, DependencyStates dependencies) {
        this.config = config;
        this.meters = meters;
        this.dependencies = dependencies;
    }

    @Produces
    @Singleton
    LatestStore latest(Redis redis) {
        return new RedisLatestStore(new RedisPipeline(redis, config.signals().timeout()));
    }

    @Produces
    @Singleton
    SignalPath signals(
            Redis redis,
            KafkaClients kafka,
            ChannelKinds kinds,
            LatestStore latest,
            DeadLetters deadLetters,
            BatchBounds bounds,
            RoutingMetrics routingMetrics,
            InstantSource clock) {
        int generation = Settings.positive(
                "delivery.signals.generation", config.signals().generation());
        var router = new ChannelRouter(
                Settings.positive(
                        "delivery.signals.max-waiting", config.signals().maxWaiting()),
                new RedisWire(new RedisPipeline(redis, config.routing().timeout())),
                dependencies,
                routingMetrics);
        var pauses = new PartitionPauses(Topic.SIGNALS, meters);
        var metrics = new SignalMetrics(meters);
        TopicIntake.Workplace workplace = (topic, partitionCount) -> {
            var ports = new SignalWorker.Ports(
                    new SignalRecordReader(kinds, generation, partitionCount),
                    latest,
                    new KafkaSignalLog(topic, KafkaClients.SIGNALS_GROUP),
                    deadLetters,
                    new Routing(router, partitionCount),
                    dependencies,
                    metrics,
                    pauses,
                    clock,
                    generation);
            return (partition, buffer) -> new SignalWorker(partition, buffer, ports);
        };
        var consumption =
                new TopicIntake.Consumption(Topic.SIGNALS, TopicConsumer.Progress.IN_KAFKA, kafka::signalConsumer);
        return new SignalPath(
                new TopicIntake(consumption, kafka, workplace, bounds, pauses, dependencies, meters), router);
    }

    private record Routing(ChannelRouter router, int partitionCount) implements SignalWorker.Routing {
        @Override
        public void stored(int partition, List<PodMessage> messages) {
            router.stored(notice(partition), messages);
        }

        @Override
        public void ownerChanged(int partition) {
            router.ownerChanged(notice(partition));
        }

        @Override
        public void refilled(int partition) {
            router.refilled(notice(partition));
        }

        private CompareNotice.Partition notice(int partition) {
            return new CompareNotice.Partition(partition, partitionCount);
        }
    }
}
