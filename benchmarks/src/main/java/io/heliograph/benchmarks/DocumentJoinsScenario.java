package io.heliograph.benchmarks;

import static io.heliograph.benchmarks.DocumentOptions.generatorLoad;
import static io.heliograph.benchmarks.DocumentOptions.number;
import static io.heliograph.benchmarks.DocumentOptions.row;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What it takes when many open a large document at once. */
@Command(
        name = "joins",
        mixinStandardHelpOptions = true,
        description = "Many open one large document, just edited, at the same moment: until each has all of it.")
final class DocumentJoinsScenario implements Callable<Integer> {
    private static final double MEGABYTE = 1024 * 1024;
    private static final double MILLIS_PER_SECOND = 1_000;

    @Mixin
    private DocumentOptions options = new DocumentOptions();

    @Option(names = "--clients", defaultValue = "150", description = "Who open it (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--megabytes", defaultValue = "4", description = "Size of the document (${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(
            names = "--storms",
            defaultValue = "2",
            description = "How often within a pass, with one edit in between (${DEFAULT-VALUE}).")
    private int storms;

    private final Table table = new Table(
            "seconds",
            "pass",
            "storm",
            "MB",
            "whole",
            "p50",
            "p95",
            "last",
            "came again",
            "merges",
            "server CPU s",
            "storage CPU s",
            "server RSS MB",
            "generator cores");

    @Override
    public Integer call() {
        options.measure("joins.mjs", table, this::measure);
        return 0;
    }

    private void measure(DocumentServer server, Generator generator, int pass) {
        String document = DocumentOptions.newDocument();
        List<String> users = DocumentOptions.users(clients);
        Map<String, String> tokens = server.tokens(document, users);
        generator.ask(
                Generator.question("prepare", server, document, tokens).put("bytes", (long) (megabytes * MEGABYTE)));
        for (int storm = 1; storm <= storms; storm++) {
            generator.ask(Generator.question("edit", server, document, tokens));
            OptionalLong merges = server.merges();
            double cpu = server.cpuSeconds();
            double storage = server.storageCpuSeconds();
            JsonNode result = generator.ask(Generator.question("storm", server, document, tokens));
            JsonNode times = result.path("times");
            table.add(row(
                    server.name(),
                    pass,
                    storm,
                    number(result.path("bytes").asDouble() / MEGABYTE, 2),
                    result.path("whole").asBoolean() ? "yes" : "NO",
                    seconds(times, "p50"),
                    seconds(times, "p95"),
                    seconds(times, "max"),
                    result.path("again"),
                    merges.isPresent() ? server.merges().orElseThrow() - merges.getAsLong() : "–",
                    number(server.cpuSeconds() - cpu, 2),
                    number(server.storageCpuSeconds() - storage, 2),
                    number(server.residentBytes() / MEGABYTE, 0),
                    generatorLoad(
                            result.path("cpuSeconds").asDouble(),
                            times.path("max").asDouble() / MILLIS_PER_SECOND)));
        }
    }

    private static String seconds(JsonNode times, String name) {
        return number(times.path(name).asDouble() / MILLIS_PER_SECOND, 2);
    }
}
