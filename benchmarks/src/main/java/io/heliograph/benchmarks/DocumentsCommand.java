package io.heliograph.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scenarios of documents. */
@Command(
        name = "documents",
        mixinStandardHelpOptions = true,
        description =
                "Documents that several people edit, beside @y/websocket-server in the same run. Needs Node 20, and"
                        + " npm for the first run.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DocumentLatencyScenario.class,
            DocumentJoinsScenario.class,
            DocumentCursorsScenario.class,
            DocumentTypingScenario.class,
            DocumentConvergenceScenario.class,
        })
final class DocumentsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine commandLine = spec.commandLine();
        throw new ParameterException(commandLine, "Say latency, joins, cursors, typing or convergence");
    }
}
