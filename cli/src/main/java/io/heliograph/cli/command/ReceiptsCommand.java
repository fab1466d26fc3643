package io.heliograph.cli.command;

import io.heliograph.cli.platform.control.PlatformClient;
import io.heliograph.cli.receipt.SourceReceipt;
import io.heliograph.cli.receipt.kafka.ReceiptReader;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code heliograph receipts}: what became of a source's events. */
@Command(
        name = "receipts",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what became of a source's events, on the running platform: those that failed, and with the attribute",
            "receipt=all the others as well (docs/events.md 7.1). Oldest first, of the last 7 days."
        },
        footer = {
            "",
            "Examples:",
            "  heliograph receipts --source /shop/orders",
            "  heliograph receipts --source /shop/orders --follow --json | jq .data.code"
        })
final class ReceiptsCommand implements Runnable {
    @Option(
            names = "--source",
            required = true,
            paramLabel = "SOURCE",
            description = "The source of the events, as they name it, like /shop/orders.")
    @SuppressWarnings("NullAway.Init") // required
    private String source;

    @Option(names = "--follow", description = "Goes on with those that come, until it is ended.")
    private boolean follow;

    @Option(names = "--json", description = "One JSON object per line: the receipt's type and data.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        String kafka = PlatformClient.of(data.folder()).platform().kafka();
        try (var reader = new ReceiptReader(kafka, source)) {
            reader.read(follow, this::print);
        }
    }

    /** @return whether anybody still reads */
    private boolean print(SourceReceipt receipt) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? receipt.json() : receipt.line());
        return !out.checkError();
    }
}
