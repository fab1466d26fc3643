package io.heliograph.benchmarks;

import io.heliograph.cli.command.DataOption;
import io.heliograph.cli.platform.control.PlatformClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the load is put on. */
final class TargetOptions {
    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--gateway",
            defaultValue = "gateway-1",
            description = "The gateway to connect to, not through the ingress (${DEFAULT-VALUE}).")
    private String gateway = "gateway-1";

    Target find() {
        return new Target(PlatformClient.of(data.folder()), gateway);
    }
}
