package io.heliograph.benchmarks;

import static io.heliograph.benchmarks.DocumentOptions.generatorLoad;
import static io.heliograph.benchmarks.DocumentOptions.late;
import static io.heliograph.benchmarks.DocumentOptions.millis;
import static io.heliograph.benchmarks.DocumentOptions.number;
import static io.heliograph.benchmarks.DocumentOptions.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What cursors cost that move. */
@Command(
        name = "cursors",
        mixinStandardHelpOptions = true,
        description =
                "CPU of awareness while everybody moves their cursor: for each update that a client sends, and for"
                        + " each state that another client gets.")
final class DocumentCursorsScenario implements Callable<Integer> {
    private static final double MICROS = 1e6;
    private static final double PERCENT = 100;

    @Mixin
    private DocumentOptions options = new DocumentOptions();

    @Option(names = "--people", defaultValue = "100", description = "In the document (${DEFAULT-VALUE}).")
    private int people;

    @Option(names = "--rate", defaultValue = "5", description = "Moves a second of each (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "10", description = "Length of a pass (${DEFAULT-VALUE}).")
    private int seconds;

    private final Table table = new Table(
            "",
            "pass",
            "updates",
            "delivered",
            "% of all",
            "messages",
            "sent back",
            "closed",
            "µs CPU/update",
            "µs CPU/delivered",
            "storage µs/update",
            "ms p50",
            "p99",
            "generator cores",
            "late p99");

    @Override
    public Integer call() {
        options.measure("cursors.mjs", table, this::measure);
        return 0;
    }

    private void measure(DocumentServer server, Generator generator, int pass) {
        String document = DocumentOptions.newDocument();
        generator.ask(
                Generator.question("open", server, document, server.tokens(document, DocumentOptions.users(people))));
        double cpu = server.cpuSeconds();
        double storage = server.storageCpuSeconds();
        double generatorCpu = generator.cpuSeconds();
        JsonNode result =
                generator.ask(Generator.question("run").put("rate", rate).put("seconds", seconds));
        double used = server.cpuSeconds() - cpu;
        double updates = result.path("updates").asDouble();
        double delivered = result.path("delivered").asDouble();
        table.add(row(
                server.name(),
                pass,
                result.path("updates"),
                result.path("delivered"),
                number(delivered / result.path("possible").asDouble() * PERCENT, 1),
                result.path("messages"),
                result.path("echoed"),
                result.path("closed"),
                number(used / updates * MICROS, 0),
                number(used / delivered * MICROS, 1),
                number((server.storageCpuSeconds() - storage) / updates * MICROS, 0),
                millis(result.path("latencies"), "p50"),
                millis(result.path("latencies"), "p99"),
                generatorLoad(
                        generator.cpuSeconds() - generatorCpu,
                        result.path("seconds").asDouble()),
                late(result.path("late"))));
        generator.ask(Generator.question("close"));
    }
}
