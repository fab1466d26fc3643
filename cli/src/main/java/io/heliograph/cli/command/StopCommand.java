package io.heliograph.cli.command;

import io.heliograph.cli.platform.control.PlatformClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code heliograph stop}: returns when it is done. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description = "Ends one process of the running platform and keeps it down, to see how the others bear it.")
final class StopCommand implements Runnable {
    @Parameters(paramLabel = "NAME", description = "A process of the platform, like gateway-1 or redis.")
    @SuppressWarnings("NullAway.Init") // required
    private String name;

    @Option(names = "--kill", description = "By SIGKILL, as a crash would, instead of in an orderly way.")
    private boolean kill;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public void run() {
        PlatformClient.of(data.folder()).stop(name, kill);
    }
}
