package io.heliograph.cli.command;

import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.FreePorts;
import io.heliograph.cli.platform.PlatformPlan;
import io.heliograph.cli.platform.PlatformProblem;
import io.heliograph.cli.platform.PortPlan;
import io.heliograph.cli.platform.Replicas;
import io.heliograph.cli.platform.RunningPlatform;
import io.heliograph.cli.platform.control.PlatformClient;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.cli.platform.launch.Launcher;
import io.heliograph.cli.platform.launch.Progress;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heliograph up}: runs until it is told to end. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts the whole platform on this machine: Kafka, PostgreSQL, Redis and all services, each as a"
                + " process of its own, behind one address. Ctrl-C ends everything.")
final class UpCommand implements Callable<Integer> {
    private static final String EXAMPLE_USER = "ann";
    private static final long EXAMPLE_TTL_SECONDS = 3_600;
    private static final int MAX_DRAWS = 200;

    @Option(
            names = "--gateways",
            paramLabel = "N",
            defaultValue = "2",
            description = "How many gateways (default: ${DEFAULT-VALUE}).")
    private int gateways;

    @Option(
            names = "--documents",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many processes of document-service (default: ${DEFAULT-VALUE}).")
    private int documents;

    @Option(names = "--port", paramLabel = "PORT", description = "Where clients connect (default: 8080).")
    private @Nullable Integer port;

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--reset", description = "Forget the data of earlier runs first.")
    private boolean reset;

    @Option(
            names = "--port-shift",
            paramLabel = "N",
            defaultValue = "0",
            description = "Move every port up by N, to run a second platform beside the first.")
    private int portShift;

    @Option(
            names = "--free-ports",
            hidden = true,
            description = "Draw the shift so that every port is free: for tests.")
    private boolean freePorts;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PlatformPlan plan = plan();
        DataFolder folder = data.folder();
        Progress progress = new Progress(out, System::nanoTime);
        Launcher launcher = new Launcher(Checkout.find(), plan, folder, progress);
        Thread ending = new Thread(
                () -> {
                    progress.say("stopping");
                    launcher.stop();
                    progress.say("everything has ended");
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(ending);

        progress.say("starting the platform; its logs are in " + folder.logs());
        RunningPlatform platform = launcher.start(reset);
        progress.say("everything is ready");
        print(out, platform, folder);
        new CountDownLatch(1).await(); // a signal ends the process, and the hook ends the platform
        return 0;
    }

    private PlatformPlan plan() {
        try {
            PortPlan ports = freePorts ? drawFreePorts() : new PortPlan(portShift);
            return plan(ports);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private PlatformPlan plan(PortPlan ports) {
        return new PlatformPlan(ports, new Replicas(gateways, documents), port == null ? ports.edge() : port);
    }

    private PortPlan drawFreePorts() {
        RandomGenerator random = RandomGenerator.getDefault();
        return Stream.generate(() -> PortPlan.drawn(random))
                .limit(MAX_DRAWS)
                .filter(candidate ->
                        plan(candidate).portOwners().keySet().stream().allMatch(FreePorts::isFree))
                .findFirst()
                .orElseThrow(() -> new PlatformProblem("There are not enough free ports for a platform"));
    }

    private static void print(PrintWriter out, RunningPlatform platform, DataFolder folder) {
        String token = PlatformClient.of(folder)
                .tokens(new TokenRequest(List.of(EXAMPLE_USER), EXAMPLE_TTL_SECONDS, List.of(), List.of(), List.of()))
                .get(EXAMPLE_USER);
        out.printf(
                """

                Clients connect to  %s
                Kafka               %s
                PostgreSQL          %s
                Redis               %s
                Token issuer        %s

                A token of %s, valid for an hour:
                %s

                Try in another terminal:
                  ./heliograph listen --user ann
                  ./heliograph emit notification --to ann --title "On its way"
                  ./heliograph restart gateway-1 --kill

                Ctrl-C ends everything.
                """,
                platform.url(),
                platform.kafka(),
                platform.postgres(),
                platform.redis(),
                platform.issuer(),
                EXAMPLE_USER,
                token);
        out.flush();
    }
}
