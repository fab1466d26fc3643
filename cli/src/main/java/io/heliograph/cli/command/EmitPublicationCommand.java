package io.heliograph.cli.command;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.event.EventAttribute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code heliograph emit publication}. */
@Command(
        name = "publication",
        mixinStandardHelpOptions = true,
        description = "Emits a durable publication to a channel: its subscribers get it in order, also later.",
        footer = {
            "",
            "The platform's data folder is named before the word publication, where --data is the payload:",
            "  heliograph emit --data DIR publication --channel room:1 --type chat.message --data '{\"text\":\"hi\"}'"
        })
final class EmitPublicationCommand implements Callable<Integer> {
    @Option(names = "--channel", required = true, paramLabel = "CHANNEL", description = "Like room:1.")
    @SuppressWarnings("NullAway.Init") // required
    private String channel;

    @Option(names = "--type", required = true, paramLabel = "TYPE", description = "Your own, like chat.message.")
    @SuppressWarnings("NullAway.Init") // required
    private String type;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "JSON",
            description = "One JSON value; it reaches subscribers byte for byte.")
    @SuppressWarnings("NullAway.Init") // required
    private String data;

    @Option(
            names = "--collapse-key",
            paramLabel = "KEY",
            description = "Of undelivered publications with the same key only the newest matters.")
    private @Nullable String collapseKey;

    @Option(names = "--priority", paramLabel = "PRIORITY", description = "low, normal or high.")
    private @Nullable String priority;

    @Mixin
    private final EmitEnvelope envelope = new EmitEnvelope();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private EmitCommand emit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        CloudEventBuilder event = envelope.event(type, data.getBytes(StandardCharsets.UTF_8))
                .withExtension(EventAttribute.CHANNEL, channel);
        if (collapseKey != null) {
            event.withExtension(EventAttribute.COLLAPSE_KEY, collapseKey);
        }
        if (priority != null) {
            event.withExtension(EventAttribute.PRIORITY, priority);
        }
        return emit.emit(() -> List.of(event.build()), emit.folder(), spec.commandLine());
    }
}
