package io.heliograph.benchmarks;

import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.json.JsonBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How fast one delivery-store stores what waits in Kafka. */
@Command(
        name = "append",
        mixinStandardHelpOptions = true,
        description =
                "Durable appends per second of one delivery-store, while it drains what was written during a pause.")
final class AppendScenario implements Callable<Integer> {
    private static final int DATA_BYTES = 300;
    private static final String STORED = "select coalesce(sum(next_offset), 0) from delivery.partition_checkpoint";

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(names = "--publications", defaultValue = "100000", description = "Of a pass (${DEFAULT-VALUE}).")
    private int publications;

    @Option(
            names = "--channels",
            defaultValue = "10000",
            description = "Among which they are spread (${DEFAULT-VALUE}).")
    private int channels;

    @Option(
            names = "--passes",
            defaultValue = "3",
            description = "Passes; the first ones warm the store up (${DEFAULT-VALUE}).")
    private int passes;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Target platform = target.find();
        long pid = platform.pid("delivery-store");
        var store = new ProcessMeter(pid);
        try (var writer = new EventWriter(platform.kafka());
                Connection database = DriverManager.getConnection(platform.jdbcUrl())) {
            for (int pass = 1; pass <= passes; pass++) {
                long before = stored(database);
                // Shorter than the store's session with Kafka, so that it keeps its partitions.
                signal(pid, "STOP");
                try {
                    write(writer);
                } finally {
                    signal(pid, "CONT");
                }
                double cpu = store.cpuSeconds();
                long start = System.nanoTime();
                while (stored(database) < before + publications) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        Locale.ROOT,
                        "pass %d: %d stored in %.1f s = %.0f/s; delivery-store %.1f CPU-seconds per million%n",
                        pass,
                        publications,
                        seconds,
                        publications / seconds,
                        (store.cpuSeconds() - cpu) / publications * 1e6);
            }
        }
        return 0;
    }

    private void write(EventWriter writer) {
        var data = JsonBytes.of("\"" + "x".repeat(DATA_BYTES - 2) + "\"");
        for (int i = 0; i < publications; i++) {
            writer.publish(new ChannelName("user:append-" + i % channels), data);
        }
        writer.flush();
    }

    private static long stored(Connection database) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(STORED)) {
            result.next();
            return result.getLong(1);
        }
    }

    private static void signal(long pid, String name) throws InterruptedException {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("kill cannot be run", e);
        }
    }
}
