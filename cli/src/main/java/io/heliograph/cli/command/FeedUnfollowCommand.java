package io.heliograph.cli.command;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code heliograph feed unfollow}. */
@Command(
        name = "unfollow",
        mixinStandardHelpOptions = true,
        description = "Ends that a user follows a feed.",
        footer = {"", "Example:", "  heliograph feed unfollow team-7 --user ann"})
final class FeedUnfollowCommand implements Runnable {
    @Parameters(paramLabel = "FEED", description = "The part of the channel after feed:, like team-7.")
    @SuppressWarnings("NullAway.Init") // required
    private String feed;

    @Option(names = "--user", required = true, paramLabel = "USER", description = "Who.")
    @SuppressWarnings("NullAway.Init") // required
    private String user;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        String path =
                "/feeds/%s/followers/%s".formatted(PlatformQuestion.encoded(feed), PlatformQuestion.encoded(user));
        PlatformQuestion.send("DELETE", data.folder(), user, List.of("feed:*"), path);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s no longer follows %s%n", user, feed);
        out.flush();
    }
}
