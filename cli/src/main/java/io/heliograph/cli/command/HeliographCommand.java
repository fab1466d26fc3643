package io.heliograph.cli.command;

import io.heliograph.cli.platform.PlatformProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heliograph}: prints what can be done. */
@Command(
        name = "heliograph",
        description = "Delivers what happens on the server to the screens of the people it concerns.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            TokenCommand.class,
            EmitCommand.class,
            ListenCommand.class,
            PresenceCommand.class,
            InboxCommand.class,
            PreferencesCommand.class,
            FeedCommand.class,
            DocumentsCommand.class,
            ReceiptsCommand.class,
            LintCommand.class,
            StopCommand.class,
            StartCommand.class,
            RestartCommand.class
        },
        footer = {
            "",
            "Besides these, the script itself understands:",
            "  test [--only MODULE]  run all tests, or those of one module",
            "  mvn ARGUMENTS...      run Maven with the JDK that the project needs"
        })
public final class HeliographCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The command with its subcommands. A problem that people can remedy is printed as a sentence, without a stack trace. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new HeliographCommand()).setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, failed, _) -> {
            if (!(failure instanceof PlatformProblem)) {
                throw failure;
            }
            failed.getErr().println(failure.getMessage());
            return failed.getCommandSpec().exitCodeOnExecutionException();
        });
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
