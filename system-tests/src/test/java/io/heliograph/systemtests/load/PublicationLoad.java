package io.heliograph.systemtests.load;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.systemtests.history.History.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A few producers that publish to a fleet's channels at a steady rate, until there are enough. */
public final class PublicationLoad implements AutoCloseable {
    private static final int PRODUCERS = 3;

    private final List<RecordingProducer> producers = new ArrayList<>();
    private final List<ChannelName> channels;
    private final Random random;
    private final SteadyLoad load;

    public PublicationLoad(String bootstrapServers, List<ChannelName> channels, int total, long seed) {
        this.channels = List.copyOf(channels);
        this.random = new Random(seed);
        for (int i = 1; i <= PRODUCERS; i++) {
            producers.add(new RecordingProducer("shop-" + i, bootstrapServers));
        }
        load = new SteadyLoad(total, this::publish);
    }

    public void start(int perSecond) {
        load.start(perSecond);
    }

    /** Completes when the last one was handed to Kafka's producer. */
    public CompletableFuture<Void> allSent() {
        return load.finished();
    }

    /** Waits for Kafka's word on everything that was sent. */
    public List<Published> published() {
        return producers.stream()
                .flatMap(producer -> producer.published().stream())
                .toList();
    }

    private void publish(int number) {
        producers.get(number % PRODUCERS).publish(channels.get(random.nextInt(channels.size())));
    }

    @Override
    public void close() {
        load.close();
        producers.forEach(RecordingProducer::close);
    }
}
