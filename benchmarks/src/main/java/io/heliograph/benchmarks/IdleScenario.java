package io.heliograph.benchmarks;

import io.heliograph.contracts.channel.ChannelName;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a connection costs the gateway that only waits: memory, and the CPU of connecting. */
@Command(
        name = "idle",
        mixinStandardHelpOptions = true,
        description = "Memory of one gateway per idle authenticated connection, and CPU per connect.")
final class IdleScenario implements Callable<Integer> {
    private static final int WARM_UP = 500;
    private static final int SETTLE_SECONDS = 5;

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--steps",
            split = ",",
            defaultValue = "1000,10000",
            description = "Numbers of connections at which to measure (${DEFAULT-VALUE}).")
    private List<Integer> steps = List.of();

    @Option(
            names = "--users",
            defaultValue = "1000",
            description = "Users among whom the connections are spread (${DEFAULT-VALUE}).")
    private int users;

    private record Reading(int connections, long residentBytes, long liveHeapBytes) {}

    @Override
    public Integer call() throws InterruptedException {
        Target platform = target.find();
        List<String> hellos = platform.hellos(users, user -> ChannelName.ofUser(user));
        var gateway = new ProcessMeter(platform.gatewayPid());
        try (var warmUp = new ConnectionFleet(platform.gateway(), _ -> {})) {
            warmUp.open(WARM_UP, i -> hellos.get(i % users));
        }
        try (var fleet = new ConnectionFleet(platform.gateway(), _ -> {})) {
            Reading before = read(gateway, 0);
            print(before, before);
            int opened = 0;
            for (int step : steps) {
                double cpu = gateway.cpuSeconds();
                fleet.open(step - opened, i -> hellos.get(i % users));
                System.out.printf(
                        Locale.ROOT,
                        "connecting %d: %.2f ms of CPU each%n",
                        step - opened,
                        (gateway.cpuSeconds() - cpu) / (step - opened) * 1e3);
                opened = step;
                Reading reading = read(gateway, step);
                print(before, reading);
            }
        }
        return 0;
    }

    private static Reading read(ProcessMeter gateway, int connections) throws InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        long liveHeap = gateway.liveHeapBytes();
        return new Reading(connections, gateway.residentBytes(), liveHeap);
    }

    private static void print(Reading before, Reading now) {
        String each = now.connections() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; per connection: RSS %.1f KB, live heap %.2f KB",
                        (now.residentBytes() - before.residentBytes()) / 1024.0 / now.connections(),
                        (now.liveHeapBytes() - before.liveHeapBytes()) / 1024.0 / now.connections());
        System.out.printf(
                Locale.ROOT,
                "%d connections: RSS %.1f MB, live heap %.1f MB%s%n",
                now.connections(),
                now.residentBytes() / 1048576.0,
                now.liveHeapBytes() / 1048576.0,
                each);
    }
}
