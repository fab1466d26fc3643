package io.heliograph.systemtests.load;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.systemtests.history.History.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A few producers that publish to a fleet's channels at a steady rate, until there are enough. */
public final class PublicationLoad implements AutoCloseable {
    private static final int PRODUCERS = 3;

    private final List<RecordingProducer> producers = new ArrayList<>();
    private final List<ChannelName> channels;
    private final int total;
    private final Random random;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final CompletableFuture<Void> allSent = new CompletableFuture<>();
    private int sent;

    public PublicationLoad(String bootstrapServers, List<ChannelName> channels, int total, long seed) {
        this.channels = List.copyOf(channels);
        this.total = total;
        this.random = new Random(seed);
        for (int i = 1; i <= PRODUCERS; i++) {
            producers.add(new RecordingProducer("shop-" + i, bootstrapServers));
        }
    }

    public void start(int perSecond) {
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var _ = timer.scheduleAtFixedRate(this::publishOne, 0, period, TimeUnit.NANOSECONDS);
    }

    /** Completes when the last one was handed to Kafka's producer. */
    public CompletableFuture<Void> allSent() {
        return allSent;
    }

    /** Waits for Kafka's word on everything that was sent. */
    public List<Published> published() {
        return producers.stream()
                .flatMap(producer -> producer.published().stream())
                .toList();
    }

    private void publishOne() {
        if (sent == total) {
            allSent.complete(null);
            timer.shutdown();
            return;
        }
        producers.get(sent % PRODUCERS).publish(channels.get(random.nextInt(channels.size())));
        sent++;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        producers.forEach(RecordingProducer::close);
    }
}
