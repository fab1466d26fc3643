package io.heliograph.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heliograph feed}: looks at feeds and timelines, and follows feeds. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = "Shows feeds and timelines of the running platform, and follows feeds.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {FeedShowCommand.class, FeedFollowCommand.class, FeedUnfollowCommand.class})
final class FeedCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine commandLine = spec.commandLine();
        throw new ParameterException(commandLine, "Say show, follow or unfollow");
    }
}
