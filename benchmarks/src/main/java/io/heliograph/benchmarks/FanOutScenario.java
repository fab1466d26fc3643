package io.heliograph.benchmarks;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a delivery costs the gateway when one room has many subscribers. */
@Command(
        name = "fan-out",
        mixinStandardHelpOptions = true,
        description = "CPU of one gateway per million deliveries in one large room.")
final class FanOutScenario implements Callable<Integer> {
    private static final int DATA_BYTES = 100;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--connections", defaultValue = "5000", description = "Subscribers of the room (${DEFAULT-VALUE}).")
    private int connections;

    @Option(names = "--publications", defaultValue = "400", description = "Publications of a pass (${DEFAULT-VALUE}).")
    private int publications;

    @Option(
            names = "--in-flight",
            defaultValue = "8",
            description = "Publications sent before their deliveries are awaited (${DEFAULT-VALUE}).")
    private int inFlight;

    @Option(
            names = "--passes",
            defaultValue = "4",
            description = "Passes; the first ones warm the gateway up (${DEFAULT-VALUE}).")
    private int passes;

    @Override
    public Integer call() throws InterruptedException {
        Target platform = target.find();
        var room = new ChannelName("room:" + UUID.randomUUID());
        String hello = platform.hello("bench", room);
        var gateway = new ProcessMeter(platform.gatewayPid());
        var generator = new ProcessMeter(ProcessHandle.current().pid());
        try (var fleet = new ConnectionFleet(platform.gateway(), _ -> {});
                var writer = new EventWriter(platform.kafka())) {
            fleet.open(connections, _ -> hello);
            fleet.await(
                    "all subscribed",
                    Duration.ofSeconds(60),
                    () -> fleet.counts().subscribed().sum() >= connections);
            for (int pass = 1; pass <= passes; pass++) {
                double gatewayBefore = gateway.cpuSeconds();
                double generatorBefore = generator.cpuSeconds();
                long start = System.nanoTime();
                publish(fleet, writer, room);
                double deliveries = (double) connections * publications;
                System.out.printf(
                        Locale.ROOT,
                        "pass %d: %.0f deliveries in %.1f s; CPU-seconds per million: gateway %.2f, generator %.2f%n",
                        pass,
                        deliveries,
                        (System.nanoTime() - start) / 1e9,
                        (gateway.cpuSeconds() - gatewayBefore) / deliveries * 1e6,
                        (generator.cpuSeconds() - generatorBefore) / deliveries * 1e6);
            }
        }
        return 0;
    }

    private void publish(ConnectionFleet fleet, EventWriter writer, ChannelName room) throws InterruptedException {
        var data = JsonBytes.of("\"" + "x".repeat(DATA_BYTES - 2) + "\"");
        long received = fleet.counts().messages().sum();
        for (int sent = 0; sent < publications; sent += inFlight) {
            int burst = Math.min(inFlight, publications - sent);
            for (int i = 0; i < burst; i++) {
                writer.publish(room, data);
            }
            writer.flush();
            received += (long) burst * connections;
            long due = received;
            fleet.await(
                    due + " messages",
                    Duration.ofSeconds(60),
                    () -> fleet.counts().messages().sum() >= due);
        }
    }
}
