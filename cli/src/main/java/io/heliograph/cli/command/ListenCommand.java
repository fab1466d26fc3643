package io.heliograph.cli.command;

import io.heliograph.cli.listen.DeviceFile;
import io.heliograph.cli.listen.JsonLines;
import io.heliograph.cli.listen.Listening;
import io.heliograph.cli.listen.TextLines;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.control.PlatformClient;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.client.HeliographClient;
import io.heliograph.client.connection.TokenSupplier;
import io.heliograph.client.subscription.AcknowledgeMode;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ClientFrame.Start;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heliograph listen}: what a user's device gets, until it is told to end. */
@Command(
        name = "listen",
        mixinStandardHelpOptions = true,
        description = {
            "Prints what a user's device gets, one line each: messages, skipped offsets and gaps; on standard error what"
                    + " becomes of the connection.",
            "It remembers what it printed. Stopped and started again, it goes on there and shows what came meanwhile."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by a signal, or nobody reads the output any more",
            "1:no platform runs, or it refused the user or all channels",
            "2:an option cannot be used"
        },
        footer = {
            "",
            "Examples:",
            "  heliograph listen --user ann",
            "  heliograph listen --user ann --channel room:1 --since beginning --json | jq .data",
            "  heliograph listen --user ann --device phone"
        })
final class ListenCommand implements Callable<Integer> {
    private static final long TOKEN_TTL_SECONDS = 3_600;
    private static final long STOP_MILLIS = 700;

    /** Kept, because the log manager forgets levels that nobody refers to. What it would log is printed as the connection's state. */
    private static final Logger CLIENT_LOG = Logger.getLogger("io.heliograph.client");

    @Option(names = "--user", required = true, paramLabel = "USER", description = "Who listens.")
    @SuppressWarnings("NullAway.Init") // required
    private String user;

    @Option(
            names = "--channel",
            paramLabel = "CHANNEL",
            converter = ChannelConverter.class,
            description = "Like room:1; may be given several times (default: the user's own, user:USER).")
    private List<ChannelName> channels = List.of();

    @Option(
            names = "--since",
            paramLabel = "POSITION",
            converter = StartConverter.class,
            description = "After this position of the one channel, or 'beginning'; instead of where the device was.")
    private @Nullable Start since;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "Which of the user's devices: each remembers for itself (default: one of its own).")
    private @Nullable String device;

    @Option(names = "--json", description = "One JSON object per line, for programs.")
    private boolean json;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CLIENT_LOG.setLevel(Level.OFF);
        if (channels.isEmpty()) {
            channels = List.of(ChannelName.ofUser(user));
        }
        if (since instanceof Start.After && channels.size() > 1) {
            throw new ParameterException(spec.commandLine(), "--since POSITION is about one channel");
        }
        DataFolder folder = data.folder();
        String url = PlatformClient.of(folder).platform().url();
        DeviceFile file = DeviceFile.open(folder.devices(), user, device);
        Listening listening = listening(url, folder, file);
        for (ChannelName channel : channels) {
            listening.follow(channel, start(file, channel));
        }
        file.write();
        return run(listening);
    }

    private Listening listening(String url, DataFolder folder, DeviceFile file) {
        try {
            HeliographClient client = HeliographClient.builder(URI.create(url), tokens(folder))
                    .device(file.device())
                    .client("heliograph-cli/0.1")
                    .acknowledgeMode(AcknowledgeMode.MANUAL)
                    .build();
            return new Listening(
                    client,
                    file,
                    json ? new JsonLines() : new TextLines(),
                    new PrintStream(System.out, false, StandardCharsets.UTF_8),
                    spec.commandLine().getErr()::println);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Start start(DeviceFile file, ChannelName channel) {
        return since == null
                ? file.position(channel).<Start>map(Start.After::new).orElse(Start.DEFAULT)
                : since;
    }

    private TokenSupplier tokens(DataFolder folder) {
        var request = new TokenRequest(
                List.of(user),
                TOKEN_TTL_SECONDS,
                channels.stream().map(ChannelName::value).toList(),
                List.of(),
                List.of());
        return _ -> {
            try {
                // Looked up each time: it may be another platform by then.
                return PlatformClient.of(folder)
                        .tokens(request)
                        .values()
                        .iterator()
                        .next();
            } catch (PlatformProblem e) {
                spec.commandLine().getErr().println("no token: " + e.getMessage());
                throw e;
            }
        };
    }

    private static int run(Listening listening) throws InterruptedException {
        var stop = new Thread(() -> {
            stop(listening);
            Runtime.getRuntime().halt(0); // the signal's own exit code would say that it failed
        });
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            listening.begin().get();
            return 0;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PlatformProblem problem ? problem : new IllegalStateException(e);
        } finally {
            if (removed(stop)) {
                stop(listening);
            }
        }
    }

    private static void stop(Listening listening) {
        listening
                .stop()
                .completeOnTimeout(null, STOP_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    /** False when a signal came in between: then the hook ends the process. */
    private static boolean removed(Thread hook) {
        try {
            return Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
