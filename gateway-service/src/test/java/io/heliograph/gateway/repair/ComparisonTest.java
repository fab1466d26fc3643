package io.heliograph.gateway.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.gateway.subscription.RepairTrigger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final ChannelName ANN = new ChannelName("user:ann");
    private static final ChannelName BOB = new ChannelName("user:bob");

    private final ComparisonQueue queue = new ComparisonQueue(new SplittableRandom(7));

    @ParameterizedTest
    @ValueSource(strings = {"user:42", "room:lobby", "user:auth0%7C42"})
    void findsThePartitionThatKafkaWouldChoose(String name) {
        int chosen = BuiltInPartitioner.partitionForKey(name.getBytes(StandardCharsets.UTF_8), 64);

        assertThat(ConcernedChannels.partitionOf(new ChannelName(name), 64)).isEqualTo(chosen);
    }

    @Test
    void asksForAChannelOnceHoweverOftenItIsWanted() {
        queue.add(List.of(ANN), RepairTrigger.SWEEP);
        queue.add(List.of(ANN, BOB), RepairTrigger.NOTICE);

        assertThat(queue.take(10).channels()).containsExactly(BOB);
        assertThat(queue.take(10).channels()).containsExactly(ANN);
        assertThat(queue.take(10).channels()).isEmpty();
    }

    @Test
    void takesANoticeBeforeTheSweep() {
        queue.add(List.of(ANN), RepairTrigger.SWEEP);
        queue.add(List.of(BOB), RepairTrigger.NOTICE);

        assertThat(queue.take(10).trigger()).isEqualTo(RepairTrigger.NOTICE);
    }

    @Test
    void takesNoMoreThanARequestMayHold() {
        List<ChannelName> many = IntStream.range(0, 2_500)
                .mapToObj(i -> new ChannelName("user:" + i))
                .toList();
        queue.add(many, RepairTrigger.SWEEP);

        List<ChannelName> taken = queue.take(1_000).channels();

        assertThat(taken).hasSize(1_000).isNotEqualTo(many.subList(0, 1_000));
    }

    @Test
    void namesTheKeysOfIntervalsInTheWrongOrder() {
        assertThatThrownBy(() -> new SweepIntervals(Duration.ofSeconds(5), Duration.ofSeconds(60)))
                .hasMessage("gateway.repair.sweep-without-redis (PT1M) must not be longer than"
                        + " gateway.repair.sweep (PT5S)");
    }
}
