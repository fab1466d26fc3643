package io.heliograph.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.heliograph.cli.Main;
import io.heliograph.cli.platform.Checkout;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.RunFile;
import io.heliograph.cli.platform.RunningPlatform;
import io.heliograph.cli.platform.RunningPlatform.RunningProcess;
import io.heliograph.cli.platform.process.JavaCommand;
import io.heliograph.cli.platform.process.Signal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One platform with the real infrastructure and stand-ins for the services; its end comes last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpCommandTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static Checkout checkout;
    private static DataFolder data;
    private static Process launcher;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        checkout = StandInCheckout.create(Files.createDirectory(folder.resolve("checkout")));
        data = new DataFolder(checkout.defaultData());
        launcher = heliograph("up", "--free-ports");
        awaitPlatform();
    }

    @AfterAll
    static void kill() {
        launcher.destroyForcibly();
    }

    @Test
    void listsEveryProcessWithItsAddresses() {
        assertThat(platform().processes())
                .extracting(RunningProcess::name)
                .containsExactly(
                        "postgres",
                        "redis",
                        "kafka",
                        "delivery-store",
                        "gateway-1",
                        "gateway-2",
                        "notification-service",
                        "presence-service",
                        "feed-service",
                        "document-service-1");
        assertThat(platform().processes()).allSatisfy(process -> {
            assertThat(process.state()).isEqualTo("ready");
            assertThat(ProcessHandle.of(pidOf(process))).isPresent();
            assertThat(Path.of(process.log())).isRegularFile();
        });
        assertThat(process("gateway-1").http()).startsWith("http://127.0.0.1:");
    }

    @Test
    void reachesTheServicesThroughOneAddress() throws Exception {
        assertThat(get(platform().url() + "/notifications")).isEqualTo("notification-service");
        assertThat(get(platform().url() + "/connect")).isIn("gateway-1", "gateway-2");
    }

    @Test
    void printsATokenThatTheIssuersKeysVerify() throws Exception {
        List<String> lines = run("token", "--user", "ann,bob", "--ttl", "10m", "--subscribe", "room:*", "--producer");

        assertThat(lines).hasSize(2);
        SignedJWT token = SignedJWT.parse(lines.get(1));
        var key = JWKSet.parse(get(platform().issuer() + "/jwks"))
                .getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(token.verify(new RSASSAVerifier(Objects.requireNonNull(key).toRSAKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("bob");
        assertThat(token.getJWTClaimsSet().getStringListClaim("events")).containsExactly("/*");
    }

    @Test
    void startsAProcessAgainThatDied() {
        long before = pidOf(process("gateway-1"));

        Signal.KILL.send(before);

        await().atMost(LIMIT)
                .until(() -> process("gateway-1").state().equals("ready") && pidOf(process("gateway-1")) != before);
    }

    @Test
    void keepsAStoppedProcessDownUntilItIsStarted() throws Exception {
        run("stop", "gateway-2", "--kill");
        assertThat(process("gateway-2").pid()).isNull();
        assertThat(process("gateway-2").state()).isEqualTo("down");
        assertThat(get(platform().url() + "/connect")).isEqualTo("gateway-1");

        run("start", "gateway-2");
        run("start", "gateway-2");
        assertThat(process("gateway-2").state()).isEqualTo("ready");
    }

    @Test
    void restartsInfrastructureToo() throws Exception {
        long before = pidOf(process("redis"));

        run("restart", "redis", "--kill");

        assertThat(pidOf(process("redis"))).isNotEqualTo(before);
    }

    @Test
    void refusesASecondPlatformOnTheSameData() throws Exception {
        Process second = heliograph(List.of("up", "--free-ports"), outputFile("second"));

        assertThat(second.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(Files.readAllLines(errorsOf(outputFile("second"))))
                .anyMatch(line -> line.startsWith("A platform already runs on " + data.path()));
    }

    @Test
    void putsNoSecretOnACommandLine() throws IOException {
        String secret = Files.readString(data.path().resolve("control-secret"));

        Stream<String> commandLines = ProcessHandle.of(launcher.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(process -> process.info().commandLine().stream());

        assertThat(commandLines).isNotEmpty().noneMatch(line -> line.contains(secret) || line.contains("password"));
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void endsEverythingWhenItIsToldTo() throws Exception {
        List<Long> children = children();

        Signal.TERM.send(launcher.pid());

        assertThat(launcher.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        awaitEndOf(children);
        assertThat(data.path().resolve("run.json")).doesNotExist();
        assertThat(data.path().resolve("control-secret")).doesNotExist();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void leavesNothingBehindWhenItIsKilled() throws Exception {
        launcher = heliograph("up", "--free-ports");
        awaitPlatform();
        List<Long> children = children();

        launcher.destroyForcibly();

        await().atMost(LIMIT).untilAsserted(() -> assertThat(children).noneMatch(UpCommandTest::isAlive));
        assertThat(new RunFile(data).read()).isEmpty();
    }

    private static Process heliograph(String... arguments) throws IOException {
        return heliograph(List.of(arguments), outputFile(arguments[0]));
    }

    private static Process heliograph(List<String> arguments, Path output) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(new JavaCommand(256)
                        .quickToStart()
                        .main(classPath, Main.class.getName(), arguments.toArray(String[]::new)))
                .directory(checkout.root().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errorsOf(output).toFile())
                .start();
    }

    private static List<String> run(String... arguments) throws Exception {
        Process process = heliograph(arguments);
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(outputFile(arguments[0]));
        assertThat(process.exitValue())
                .as(Files.readString(errorsOf(outputFile(arguments[0]))))
                .isZero();
        return lines;
    }

    private static Path outputFile(String command) {
        return checkout.root().resolve(command + ".out");
    }

    private static Path errorsOf(Path output) {
        return output.resolveSibling(output.getFileName() + ".errors");
    }

    private static void awaitPlatform() {
        await().atMost(LIMIT)
                .failFast(() -> assertThat(launcher.isAlive())
                        .as(Files.readString(errorsOf(outputFile("up"))))
                        .isTrue())
                .until(() -> new RunFile(data).read().isPresent());
    }

    private static RunningPlatform platform() {
        return new RunFile(data).read().orElseThrow();
    }

    private static RunningProcess process(String name) {
        return platform().processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static long pidOf(RunningProcess process) {
        return process.pid() == null ? -1 : process.pid();
    }

    private static List<Long> children() {
        return launcher.descendants().map(ProcessHandle::pid).toList();
    }

    private static void awaitEndOf(List<Long> processes) {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(processes).noneMatch(UpCommandTest::isAlive));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static String get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
