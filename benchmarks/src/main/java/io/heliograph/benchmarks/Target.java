package io.heliograph.benchmarks;

import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import io.heliograph.cli.platform.control.PlatformClient;
import io.heliograph.cli.platform.control.TokenRequest;
import io.heliograph.cli.platform.oidc.DocumentPatterns;
import io.heliograph.contracts.channel.ChannelName;
import io.heliograph.contracts.protocol.ClientFrame;
import io.heliograph.contracts.protocol.ClientFrameEncoder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The running platform, with the tokens and addresses that a scenario needs. */
final class Target {
    private static final Duration TOKEN_LIFE = Duration.ofHours(6);

    private final PlatformClient platform;
    private final String gateway;

    Target(PlatformClient platform, String gateway) {
        this.platform = platform;
        this.gateway = gateway;
    }

    static String userName(int number) {
        return "bench-" + number;
    }

    URI gateway() {
        return URI.create(Objects.requireNonNull(process(gateway).http(), gateway + " has no address"));
    }

    long gatewayPid() {
        return pid(gateway);
    }

    long pid(String process) {
        return Objects.requireNonNull(process(process).pid(), process + " is down");
    }

    ProcessMeter meter(String process) {
        return new ProcessMeter(pid(process));
    }

    /** The processes of a service, which are numbered. */
    List<RunningProcess> processes(String service) {
        return platform.platform().processes().stream()
                .filter(process -> process.name().startsWith(service + "-"))
                .toList();
    }

    /** An access token for each user, with the right to write a document, in the order of the users. */
    Map<String, String> writers(List<String> users, String document) {
        var patterns = new DocumentPatterns(List.of(), List.of(document), List.of());
        Map<String, String> tokens = platform.tokens(
                new TokenRequest(users, TOKEN_LIFE.toSeconds(), List.of(), List.of(), List.of(), patterns));
        Map<String, String> inOrder = new LinkedHashMap<>();
        users.forEach(user -> inOrder.put(user, tokenOf(user, tokens)));
        return inOrder;
    }

    String kafka() {
        return platform.platform().kafka();
    }

    String jdbcUrl() {
        return platform.platform().jdbcUrl();
    }

    /** A hello of one user that subscribes to one channel. */
    String hello(String user, ChannelName channel) {
        return helloFrame(tokenOf(user, tokens(List.of(user))), channel);
    }

    /** A hello for each of several users, who subscribe to one channel each. */
    List<String> hellos(int users, Function<String, ChannelName> channel) {
        List<String> names =
                IntStream.range(0, users).mapToObj(Target::userName).toList();
        Map<String, String> tokens = tokens(names);
        return names.stream()
                .map(name -> helloFrame(tokenOf(name, tokens), channel.apply(name)))
                .toList();
    }

    private Map<String, String> tokens(List<String> users) {
        return platform.tokens(
                new TokenRequest(users, TOKEN_LIFE.toSeconds(), List.of("room:*"), List.of(), List.of()));
    }

    private static String tokenOf(String user, Map<String, String> tokens) {
        return Objects.requireNonNull(tokens.get(user), "the issuer gave no token for " + user);
    }

    private static String helloFrame(String token, ChannelName channel) {
        var subscription = new ClientFrame.SubscriptionRequest(channel, ClientFrame.Start.DEFAULT);
        var hello = new ClientFrame.Hello(token, null, "benchmarks/1", null, List.of(subscription));
        return new String(ClientFrameEncoder.encode(hello), StandardCharsets.UTF_8);
    }

    private RunningProcess process(String name) {
        return platform.platform().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the platform has no process " + name));
    }
}
