package io.heliograph.cli.command;

import io.heliograph.cli.platform.control.PlatformClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code heliograph start}: returns when it is done. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts a process of the running platform that was stopped, and waits until it is ready.")
final class StartCommand implements Runnable {
    @Parameters(paramLabel = "NAME", description = "A process of the platform, like gateway-1 or redis.")
    @SuppressWarnings("NullAway.Init") // required
    private String name;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public void run() {
        PlatformClient.of(data.folder()).start(name);
    }
}
