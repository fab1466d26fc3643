package io.heliograph.cli.command;

import io.cloudevents.CloudEvent;
import io.heliograph.cli.emit.Emitter;
import io.heliograph.cli.emit.RequiredGrants;
import io.heliograph.cli.emit.StructuredEvents;
import io.heliograph.cli.emit.http.HttpEmitter;
import io.heliograph.cli.emit.kafka.KafkaEmitter;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.control.PlatformClient;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.client.event.EventCheck;
import io.heliograph.client.event.EventRefusedException;
import io.heliograph.client.event.OutgoingEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code heliograph emit}: hands events over as a product team would, and waits until they are safe. */
@Command(
        name = "emit",
        mixinStandardHelpOptions = true,
        subcommands = {EmitNotificationCommand.class, EmitActivityCommand.class, EmitPublicationCommand.class},
        description = {
            "Checks events, hands them over and waits until they are safe. Prints id, topic, partition and offset of each."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all events are safe",
            "1:the platform did not take an event, or none runs",
            "2:an event or an option cannot be used; nothing was sent"
        },
        footer = {
            "",
            "Examples:",
            "  heliograph emit notification --to ann,bob --title \"On its way\" --url /orders/4711",
            "  heliograph emit activity --feed team-7 --actor bob --verb commented --object document:plan",
            "  heliograph emit publication --channel live:match --durability latest --key score --type score --data '3'",
            "  heliograph emit publication --channel room:1 --type chat.message --data '{\"text\":\"hi\"}'",
            "  heliograph emit --file event.json"
        })
final class EmitCommand implements Callable<Integer> {
    private static final String PRODUCER = "heliograph-cli";
    private static final long TOKEN_TTL_SECONDS = 300;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A CloudEvent in structured mode (JSON), or an array of them; - reads standard input.")
    private @Nullable String file;

    @Option(
            names = "--http",
            scope = ScopeType.INHERIT,
            description = "Over POST /events, with a producer's token, instead of Kafka.")
    private boolean http;

    @Option(
            names = "--kafka",
            scope = ScopeType.INHERIT,
            paramLabel = "HOST:PORT",
            description = "Another Kafka than that of the running platform.")
    private @Nullable String kafka;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (file == null) {
            throw new ParameterException(
                    spec.commandLine(), "Say what to emit: notification, activity, publication or --file FILE");
        }
        byte[] text = read(file);
        return emit(() -> StructuredEvents.read(text), folder(), spec.commandLine());
    }

    DataFolder folder() {
        return data.folder();
    }

    /** Sends nothing unless all events can be taken. */
    int emit(Supplier<List<CloudEvent>> events, DataFolder folder, CommandLine command) {
        List<OutgoingEvent> checked;
        try {
            checked = new EventCheck(InstantSource.system()).checkAll(events.get());
        } catch (EventRefusedException e) {
            command.getErr().println(e.getMessage());
            return command.getCommandSpec().exitCodeOnInvalidInput();
        }
        PrintWriter out = command.getOut();
        try (Emitter emitter = emitter(folder, checked)) {
            for (OutgoingEvent event : checked) {
                out.println(emitter.emit(event));
                out.flush();
            }
        }
        return 0;
    }

    private Emitter emitter(DataFolder folder, List<OutgoingEvent> events) {
        if (!http) {
            return new KafkaEmitter(
                    kafka == null ? PlatformClient.of(folder).platform().kafka() : kafka);
        }
        PlatformClient platform = PlatformClient.of(folder);
        String token = platform.tokens(producer(events)).values().iterator().next();
        return new HttpEmitter(URI.create(platform.platform().url()), token);
    }

    /** A producer that may emit these events and no others. */
    private static TokenRequest producer(List<OutgoingEvent> events) {
        RequiredGrants grants = RequiredGrants.of(events);
        return new TokenRequest(List.of(PRODUCER), TOKEN_TTL_SECONDS, List.of(), grants.channels(), grants.sources());
    }

    private static byte[] read(String file) {
        try {
            return file.equals("-") ? System.in.readAllBytes() : Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new PlatformProblem("%s cannot be read: %s".formatted(file, e), e);
        }
    }
}
