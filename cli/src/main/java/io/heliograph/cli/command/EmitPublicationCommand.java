package io.heliograph.cli.command;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.contracts.channel.Durability;
import io.heliograph.contracts.event.EventAttribute;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code heliograph emit publication}. */
@Command(
        name = "publication",
        mixinStandardHelpOptions = true,
        description = {
            "Emits a publication to a channel. A durable one reaches its subscribers in order, also later; of a latest one the newest",
            "value of its key counts; a transient one is for those who are subscribed now."
        },
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
            paramLabel = "JSON",
            description = "One JSON value; it reaches subscribers byte for byte. Needed unless a key is removed.")
    private @Nullable String data;

    @Option(
            names = "--durability",
            paramLabel = "NAME",
            defaultValue = "durable",
            description = "durable, latest or transient (${DEFAULT-VALUE}).")
    private Durability durability = Durability.DURABLE;

    @Option(names = "--key", paramLabel = "KEY", description = "Of a latest publication: which value it replaces.")
    private @Nullable String key;

    @Option(names = "--remove", description = "Of a latest publication: removes the key.")
    private boolean remove;

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
        CloudEventBuilder event = withData().withExtension(EventAttribute.CHANNEL, channel);
        if (durability != Durability.DURABLE) {
            event.withExtension(EventAttribute.DURABILITY, durability.wireName());
        }
        if (key != null) {
            event.withExtension(EventAttribute.STATE_KEY, key);
        }
        if (collapseKey != null) {
            event.withExtension(EventAttribute.COLLAPSE_KEY, collapseKey);
        }
        if (priority != null) {
            event.withExtension(EventAttribute.PRIORITY, priority);
        }
        return emit.emit(() -> List.of(event.build()), emit.folder(), spec.commandLine());
    }

    private CloudEventBuilder withData() {
        if ((durability == Durability.LATEST) != (key != null)) {
            throw new ParameterException(spec.commandLine(), "--key and --durability latest belong together");
        }
        if (remove && key == null) {
            throw new ParameterException(spec.commandLine(), "--remove needs --durability latest and --key");
        }
        if (remove != (data == null)) {
            throw new ParameterException(spec.commandLine(), "Say --data JSON, or --remove for a latest publication");
        }
        return data == null ? envelope.event(type) : envelope.event(type, data.getBytes(StandardCharsets.UTF_8));
    }
}
