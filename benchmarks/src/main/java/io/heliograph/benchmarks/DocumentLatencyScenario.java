package io.heliograph.benchmarks;

import static io.heliograph.benchmarks.DocumentOptions.generatorLoad;
import static io.heliograph.benchmarks.DocumentOptions.late;
import static io.heliograph.benchmarks.DocumentOptions.millis;
import static io.heliograph.benchmarks.DocumentOptions.number;
import static io.heliograph.benchmarks.DocumentOptions.row;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long an edit takes to somebody else, and until it is saved. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        description =
                "Unmodified clients type into one document at a fixed rate: from the edit until the next client has"
                        + " it, which is on another process if there are several, and until its author is told that it is saved.")
final class DocumentLatencyScenario implements Callable<Integer> {
    private static final int WARM_UP_SECONDS = 3;
    private static final int EDITS = 1_000;

    @Mixin
    private DocumentOptions options = new DocumentOptions();

    @Option(names = "--writers", defaultValue = "8", description = "Clients, all of whom type (${DEFAULT-VALUE}).")
    private int writers;

    @Option(names = "--rate", defaultValue = "80", description = "Edits a second of all together (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--seconds", defaultValue = "20", description = "Length of a measurement (${DEFAULT-VALUE}).")
    private int seconds;

    private final Table table = new Table(
            "ms",
            "pass",
            "edits",
            "missing",
            "seen p50",
            "p99",
            "max",
            "saved p50",
            "p99",
            "server CPU s/1,000 edits",
            "storage CPU s/1,000",
            "generator cores",
            "late p99");

    @Override
    public Integer call() {
        options.measure("latency.mjs", table, (server, generator, pass) -> {
            measure(server, generator, pass, false);
            if (server.tellsSaved()) {
                measure(server, generator, pass, true);
            }
        });
        return 0;
    }

    /** @param asks whether authors ask for each edit when it is saved, which is more work for all */
    private void measure(DocumentServer server, Generator generator, int pass, boolean asks) {
        String document = DocumentOptions.newDocument();
        Map<String, String> tokens = server.tokens(document, DocumentOptions.users(writers));
        generator.ask(Generator.question("open", server, document, tokens).put("asks", asks));
        generator.ask(run(asks, WARM_UP_SECONDS));
        double cpu = server.cpuSeconds();
        double storage = server.storageCpuSeconds();
        double generatorCpu = generator.cpuSeconds();
        JsonNode result = generator.ask(run(asks, seconds));
        double edits = result.path("edits").asDouble();
        table.add(row(
                server.name() + (asks ? ", asked" : ""),
                pass,
                result.path("edits"),
                result.path("missing"),
                millis(result.path("seen"), "p50"),
                millis(result.path("seen"), "p99"),
                millis(result.path("seen"), "max"),
                millis(result.path("saved"), "p50"),
                millis(result.path("saved"), "p99"),
                number((server.cpuSeconds() - cpu) / edits * EDITS, 2),
                number((server.storageCpuSeconds() - storage) / edits * EDITS, 2),
                generatorLoad(generator.cpuSeconds() - generatorCpu, seconds),
                late(result.path("late"))));
        generator.ask(Generator.question("close"));
    }

    private ObjectNode run(boolean asks, int length) {
        return Generator.question("run")
                .put("rate", rate)
                .put("seconds", length)
                .put("asks", asks);
    }
}
