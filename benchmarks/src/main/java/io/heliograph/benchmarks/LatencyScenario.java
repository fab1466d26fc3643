package io.heliograph.benchmarks;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long an event takes from when it should have been sent until a client has it. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description = "From the producer to the socket's other end, at a fixed rate.")
final class LatencyScenario implements Callable<Integer> {
    private static final String DUE_MEMBER = "\"due\":";
    private static final long MAX_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(1);

    @Mixin
    private TargetOptions target = new TargetOptions();

    /** What a producer writes. */
    enum Written {
        /** Straight to delivery-store. */
        PUBLICATIONS,
        /** By way of notification-service, which also stores them in the inbox. */
        NOTIFICATIONS
    }

    @Option(
            names = "--write",
            defaultValue = "publications",
            description = "What is written: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Written written = Written.PUBLICATIONS;

    @Option(names = "--rate", defaultValue = "500", description = "Events a second (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "30", description = "Length of a pass (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--users",
            defaultValue = "200",
            description = "Connected users, each with one connection (${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--passes",
            defaultValue = "2",
            description = "Passes; the first warms everything up (${DEFAULT-VALUE}).")
    private int passes;

    /** Written by the fleet's event loop; replaced between passes, when no message is under way. */
    private volatile Histogram latencies = newHistogram();

    @Override
    public Integer call() throws InterruptedException {
        Target platform = target.find();
        List<String> hellos = platform.hellos(users, user -> ChannelName.ofUser(user));
        try (var fleet = new ConnectionFleet(platform.gateway(), this::onMessage);
                var writer = new EventWriter(platform.kafka())) {
            fleet.open(users, hellos::get);
            fleet.await(
                    "all subscribed",
                    Duration.ofSeconds(60),
                    () -> fleet.counts().subscribed().sum() >= users);
            for (int pass = 1; pass <= passes; pass++) {
                latencies = newHistogram();
                long expected = fleet.counts().messages().sum() + (long) rate * seconds;
                writeAll(writer);
                fleet.await(
                        expected + " messages",
                        Duration.ofSeconds(30),
                        () -> fleet.counts().messages().sum() >= expected);
                print(pass, latencies);
            }
        }
        return 0;
    }

    /** Open loop: a late event counts from when it was due, so that a stall is not hidden. */
    private void writeAll(EventWriter writer) throws InterruptedException {
        long start = System.nanoTime();
        for (int i = 0; i < rate * seconds; i++) {
            long due = start + TimeUnit.SECONDS.toNanos(i) / rate;
            long early = due - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            write(writer, Target.userName(i % users), JsonBytes.of("{" + DUE_MEMBER + due + "}"));
        }
    }

    private void write(EventWriter writer, String user, JsonBytes data) {
        switch (written) {
            case PUBLICATIONS -> writer.publish(ChannelName.ofUser(user), data);
            case NOTIFICATIONS -> writer.notify(user, "On its way", data);
        }
    }

    private void onMessage(ByteBuf frame) {
        String text = frame.toString(StandardCharsets.UTF_8);
        int member = text.indexOf(DUE_MEMBER);
        if (member >= 0) {
            int start = member + DUE_MEMBER.length();
            long due = Long.parseLong(text.substring(start, text.indexOf('}', start)));
            latencies.recordValue(Math.clamp(System.nanoTime() - due, 1, MAX_LATENCY_NANOS));
        }
    }

    private static Histogram newHistogram() {
        return new Histogram(MAX_LATENCY_NANOS, 3);
    }

    private static void print(int pass, Histogram histogram) {
        System.out.printf(
                Locale.ROOT,
                "pass %d: %d events, milliseconds: p50 %.1f, p90 %.1f, p99 %.1f, p99.9 %.1f, max %.1f%n",
                pass,
                histogram.getTotalCount(),
                millis(histogram, 50),
                millis(histogram, 90),
                millis(histogram, 99),
                millis(histogram, 99.9),
                millis(histogram, 100));
    }

    private static double millis(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }
}
