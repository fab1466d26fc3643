package io.heliograph.benchmarks;

import static io.heliograph.benchmarks.DocumentOptions.generatorLoad;
import static io.heliograph.benchmarks.DocumentOptions.number;
import static io.heliograph.benchmarks.DocumentOptions.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether everybody ends up with the same. */
@Command(
        name = "convergence",
        mixinStandardHelpOptions = true,
        description =
                "The convergence test of document-service: unmodified clients edit rich text at random, are offline"
                        + " for a while and lose their connections. What is lost or doubled, and how long it takes.")
final class DocumentConvergenceScenario implements Callable<Integer> {
    private static final String LATE = "late";
    private static final double NANOS = 1e9;

    @Mixin
    private DocumentOptions options = new DocumentOptions();

    @Option(names = "--clients", defaultValue = "8", description = "Who edit (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--operations", defaultValue = "3000", description = "Of all together (${DEFAULT-VALUE}).")
    private int operations;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the first pass; the next has the next one (${DEFAULT-VALUE}).")
    private int seed;

    private final Table table = new Table(
            "ms",
            "seed",
            "drops",
            "lost",
            "doubled",
            "equal",
            "settled",
            "edit p50",
            "p99",
            "cursor gone",
            "server CPU s",
            "storage CPU s",
            "generator cores");

    @Override
    public Integer call() {
        options.measure("convergence.mjs", table, this::measure);
        return 0;
    }

    private void measure(DocumentServer server, Generator generator, int pass) {
        String document = DocumentOptions.newDocument();
        List<String> users = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            users.add("user-" + i);
        }
        users.add(LATE);
        double cpu = server.cpuSeconds();
        double storage = server.storageCpuSeconds();
        long start = System.nanoTime();
        JsonNode result = generator.ask(Generator.question("converge", server, document, server.tokens(document, users))
                .put("seed", seed + pass - 1)
                .put("clients", clients)
                .put("operations", operations));
        table.add(row(
                server.name(),
                seed + pass - 1,
                result.path("drops"),
                result.path("lost"),
                result.path("doubled"),
                result.path("equal").asBoolean() ? "yes" : "NO",
                result.path("settled"),
                number(result.path("p50").asDouble(), 1),
                number(result.path("p99").asDouble(), 1),
                result.path("cursorGone"),
                number(server.cpuSeconds() - cpu, 1),
                number(server.storageCpuSeconds() - storage, 1),
                generatorLoad(generator.cpuSeconds(), (System.nanoTime() - start) / NANOS)));
    }
}
