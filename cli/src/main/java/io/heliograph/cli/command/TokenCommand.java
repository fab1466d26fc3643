package io.heliograph.cli.command;

import io.heliograph.cli.platform.control.PlatformClient;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.cli.platform.oidc.DocumentPatterns;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code heliograph token}: prints one access token per line. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Prints an access token of the local issuer for each user, one per line.")
final class TokenCommand implements Runnable {
    /** Every source. */
    private static final String ANY_SOURCE = "/*";

    @Option(
            names = "--user",
            required = true,
            split = ",",
            paramLabel = "USER",
            description = "Whose token; several are separated by commas.")
    @SuppressWarnings("NullAway.Init") // required
    private List<String> users;

    @Option(
            names = "--ttl",
            paramLabel = "DURATION",
            defaultValue = "1h",
            converter = DurationConverter.class,
            description = "How long it is valid: 90s, 15m, 1h, 7d (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private Duration ttl;

    @Option(
            names = "--subscribe",
            split = ",",
            paramLabel = "PATTERN",
            description = "Channels that it grants to subscribe to: 'room:*'.")
    private List<String> subscribe = List.of();

    @Option(
            names = "--publish",
            split = ",",
            paramLabel = "PATTERN",
            description = "Channels that it grants to publish to.")
    private List<String> publish = List.of();

    @Option(
            names = "--documents",
            split = ",",
            paramLabel = "PATTERN",
            description = "Documents that it grants to edit, to delete and to put others out of: 'demo/*'.")
    private List<String> documents = List.of();

    @Option(names = "--producer", description = "Grant to post events of every source.")
    private boolean producer;

    @Mixin
    private final DataOption data = new DataOption();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        TokenRequest request = request();
        PlatformClient.of(data.folder())
                .tokens(request)
                .values()
                .forEach(spec.commandLine().getOut()::println);
    }

    private TokenRequest request() {
        try {
            return new TokenRequest(
                    users,
                    ttl.toSeconds(),
                    subscribe,
                    publish,
                    producer ? List.of(ANY_SOURCE) : List.of(),
                    new DocumentPatterns(List.of(), documents, documents));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
