package io.heliograph.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heliograph documents}: looks at documents that people edit together. */
@Command(
        name = "documents",
        mixinStandardHelpOptions = true,
        description = "Shows the shared documents of the running platform.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DocumentsListCommand.class, DocumentsShowCommand.class, DocumentsExportCommand.class})
final class DocumentsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine commandLine = spec.commandLine();
        throw new ParameterException(commandLine, "Say ls, show or export");
    }
}
