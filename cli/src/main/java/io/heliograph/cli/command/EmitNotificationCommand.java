package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.contracts.event.EventAttribute;
import io.heliograph.contracts.event.EventType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code heliograph emit notification}. */
@Command(
        name = "notification",
        mixinStandardHelpOptions = true,
        description = "Emits a notification: it goes to the inbox and to the open screens of each recipient.",
        footer = {
            "",
            "Examples:",
            "  heliograph emit notification --to ann --title \"On its way\" --url /orders/4711 --category orders",
            "  heliograph emit notification --followers team-7 --title \"The plan has moved\""
        })
final class EmitNotificationCommand implements Callable<Integer> {
    /** Exactly one of them. */
    private static final class Addressees {
        @Option(
                names = "--to",
                required = true,
                split = ",",
                paramLabel = "USER",
                description = "Who it is for; several are separated by commas.")
        private @Nullable List<String> recipients;

        @Option(
                names = "--followers",
                required = true,
                paramLabel = "FEED",
                description = "For whoever follows this feed, as team-7.")
        private @Nullable String feed;

        @Option(
                names = "--everyone",
                required = true,
                description = "For everyone who is signed in: on open screens, in no inbox.")
        private boolean everyone;

        private void addTo(ObjectNode content) {
            if (recipients != null) {
                recipients.forEach(content.putArray("recipients")::add);
            } else if (feed != null) {
                content.putObject("audience").put("followers", feed);
            } else {
                content.putObject("audience").put("everyone", everyone);
            }
        }
    }

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // required
    private Addressees addressees;

    @Option(names = "--title", required = true, paramLabel = "TITLE", description = "At most 200 characters.")
    @SuppressWarnings("NullAway.Init") // required
    private String title;

    @Option(names = "--body", paramLabel = "TEXT", description = "The text below the title.")
    private @Nullable String body;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where a click leads: a path like /orders/4711, or an https URL.")
    private @Nullable String url;

    @Option(
            names = "--category",
            paramLabel = "NAME",
            description = "What preferences are decided by: lower-case letters, digits and dashes.")
    private @Nullable String category;

    @Option(names = "--priority", paramLabel = "PRIORITY", description = "low, normal, high or critical.")
    private @Nullable String priority;

    @Option(names = "--group", paramLabel = "NAME", description = "Notifications of one group may be shown as a stack.")
    private @Nullable String group;

    @Option(
            names = "--collapse-key",
            paramLabel = "KEY",
            description = "The newest notification of a key takes the place of the one before.")
    private @Nullable String collapseKey;

    @Mixin
    private final EmitEnvelope envelope = new EmitEnvelope();

    @Mixin
    private final DataOption data = new DataOption();

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private EmitCommand emit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        byte[] content = content().toString().getBytes(StandardCharsets.UTF_8);
        CloudEventBuilder event = envelope.event(EventType.NOTIFICATION, content);
        if (collapseKey != null) {
            event.withExtension(EventAttribute.COLLAPSE_KEY, collapseKey);
        }
        return emit.emit(() -> List.of(event.build()), folder(), spec.commandLine());
    }

    private ObjectNode content() {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        addressees.addTo(content);
        content.put("title", title);
        put(content, "body", body);
        put(content, "url", url);
        put(content, "category", category);
        put(content, "priority", priority);
        put(content, "group", group);
        return content;
    }

    private static void put(ObjectNode content, String name, @Nullable String value) {
        if (value != null) {
            content.put(name, value);
        }
    }

    /** {@code --data} may stand before or after the word notification. */
    private DataFolder folder() {
        boolean given = spec.commandLine().getParseResult().hasMatchedOption("--data");
        return given ? data.folder() : emit.folder();
    }
}
