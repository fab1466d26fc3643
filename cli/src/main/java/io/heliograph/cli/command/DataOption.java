package io.heliograph.cli.command;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.DataFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --data}: which platform a command is about. */
public final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder of the platform (default: .heliograph in the checkout).")
    private @Nullable Path data;

    public DataFolder folder() {
        return new DataFolder(data == null ? Checkout.find().defaultData() : data);
    }
}
