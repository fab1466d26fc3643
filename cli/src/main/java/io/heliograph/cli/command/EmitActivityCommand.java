package io.heliograph.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.heliograph.contracts.event.EventType;
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

/** {@code heliograph emit activity}. */
@Command(
        name = "activity",
        mixinStandardHelpOptions = true,
        description = "Emits an activity: what somebody did, for feeds and the timelines of those who follow them.",
        footer = {
            "",
            "Example:",
            "  heliograph emit activity --feed team-7 --actor bob --verb commented --object document:plan --title Plan"
        })
final class EmitActivityCommand implements Callable<Integer> {
    @Option(
            names = "--feed",
            required = true,
            split = ",",
            paramLabel = "FEED",
            description = "Where it belongs: the part of the channel after feed:; several are separated by commas.")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> feeds;

    @Option(names = "--actor", required = true, paramLabel = "USER", description = "Who did it.")
    @SuppressWarnings("NullAway.Init") // required
    private String actor;

    @Option(names = "--verb", required = true, paramLabel = "VERB", description = "What was done, like commented.")
    @SuppressWarnings("NullAway.Init") // required
    private String verb;

    @Option(
            names = "--object",
            required = true,
            paramLabel = "TYPE:ID",
            converter = TypedId.Converter.class,
            description = "What it was done to, like document:plan.")
    @SuppressWarnings("NullAway.Init") // required
    private TypedId object;

    @Option(names = "--name", paramLabel = "NAME", description = "The actor's name.")
    private @Nullable String name;

    @Option(names = "--title", paramLabel = "TITLE", description = "The object's title.")
    private @Nullable String title;

    @Option(names = "--url", paramLabel = "URL", description = "The object's place: a path, or an https URL.")
    private @Nullable String url;

    @Option(names = "--content", paramLabel = "TEXT", description = "A text to show.")
    private @Nullable String content;

    @Option(
            names = "--aggregate-by",
            paramLabel = "TEXT",
            description = "Activities with the same text are shown as one.")
    private @Nullable String aggregateBy;

    @Option(names = "--foreign-id", paramLabel = "ID", description = "Your own id.")
    private @Nullable String foreignId;

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
        byte[] activity = activity().toString().getBytes(StandardCharsets.UTF_8);
        return emit.emit(
                () -> List.of(envelope.event(EventType.ACTIVITY, activity).build()), emit.folder(), spec.commandLine());
    }

    private ObjectNode activity() {
        ObjectNode activity = JsonNodeFactory.instance.objectNode();
        put(activity.putObject("actor").put("id", actor), "name", name);
        activity.put("verb", verb);
        ObjectNode thing =
                activity.putObject("object").put("type", object.type()).put("id", object.id());
        put(thing, "title", title);
        put(thing, "url", url);
        feeds.forEach(activity.putArray("feeds")::add);
        put(activity, "content", content);
        put(activity, "aggregate_by", aggregateBy);
        put(activity, "foreign_id", foreignId);
        return activity;
    }

    private static void put(ObjectNode members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
