package io.heliograph.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Puts load on a platform that runs on this machine and prints what it costs.",
        subcommands = {
            IdleScenario.class,
            FanOutScenario.class,
            AppendScenario.class,
            LatencyScenario.class,
            DocumentsCommand.class,
        })
final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmarks())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
