package io.heliograph.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.heliograph.cli.command.DataOption;
import io.heliograph.cli.platform.control.PlatformClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which servers editors connect to, and how often. */
final class DocumentOptions {
    /** Above that, the generator is as much measured as the server. */
    private static final double BUSY = 0.9;

    private static final double NO_CORES = 0;

    /** Much more than a timer of Node misses by itself. */
    private static final double LATE_MILLIS = 20;

    @Mixin
    private DataOption data = new DataOption();

    /** What can be measured. */
    enum Server {
        /** The running platform. */
        HELIOGRAPH,
        /** {@code @y/websocket-server} 0.1.1 with what it knows in memory. */
        PEER,
        /** The same, which writes to LevelDB. */
        PEER_LEVELDB
    }

    @Option(
            names = "--servers",
            split = ",",
            defaultValue = "heliograph,peer",
            description =
                    "One after the other: heliograph, the running platform; peer, @y/websocket-server 0.1.1 on this"
                            + " machine; peer_leveldb, the same writing to LevelDB (${DEFAULT-VALUE}).")
    private List<Server> servers = List.of();

    @Option(
            names = "--passes",
            defaultValue = "2",
            description = "Passes; the first warms everything up (${DEFAULT-VALUE}).")
    private int passes;

    /** Measures one server once, and adds what it found to a table. */
    interface Measurement {
        void take(DocumentServer server, Generator generator, int pass);
    }

    /** The platform, also when its documents are not among what is measured. */
    Target platform() {
        return new Target(PlatformClient.of(data.folder()), "gateway-1");
    }

    /** Takes passes by turns, each server and pass with a generator that is new. */
    void measure(String script, Table table, Measurement measurement) {
        NodeScripts scripts = NodeScripts.installed();
        List<DocumentServer> started = new ArrayList<>();
        try {
            servers.forEach(server -> started.add(start(server, scripts)));
            for (int pass = 1; pass <= passes; pass++) {
                for (DocumentServer server : started) {
                    System.err.printf("pass %d of %d: %s%n", pass, passes, server.name());
                    try (Generator generator = scripts.start(script)) {
                        measurement.take(server, generator, pass);
                    }
                }
            }
        } finally {
            started.forEach(DocumentServer::close);
        }
        table.print(System.out);
    }

    private DocumentServer start(Server server, NodeScripts scripts) {
        return switch (server) {
            case HELIOGRAPH -> new HeliographDocuments(platform());
            case PEER -> PeerServer.start(scripts, false);
            case PEER_LEVELDB -> PeerServer.start(scripts, true);
        };
    }

    /** One that nobody used before. */
    static String newDocument() {
        return "benchmarks/" + UUID.randomUUID();
    }

    static List<String> users(int number) {
        return IntStream.range(0, number).mapToObj(Target::userName).toList();
    }

    /** By how much the generator missed its times at worst but for a percent, with a mark when its own delay is a good part of what it measured. */
    static String late(JsonNode percentiles) {
        double millis = percentiles.path("p99").asDouble();
        return "%s%s".formatted(number(millis, 1), millis > LATE_MILLIS ? " LATE" : "");
    }

    /** How many cores were used, with a mark when the generator needed about all that it can use. */
    static String generatorLoad(double cpuSeconds, double seconds) {
        double cores = seconds > 0 ? cpuSeconds / seconds : NO_CORES;
        return "%s%s".formatted(number(cores, 2), cores > BUSY ? " BUSY" : "");
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    /** Milliseconds; or a dash when nothing was measured. */
    static String millis(JsonNode percentiles, String name) {
        return percentiles.has(name) ? number(percentiles.path(name).asDouble(), 1) : "–";
    }

    static List<String> row(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).toList();
    }
}
