package io.heliograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.heliograph.cli.platform.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script in a small checkout, with a JDK and a Maven that only note how they are called. */
class HeliographScriptTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    private static final FileTime IN_THE_FUTURE = FileTime.from(Instant.parse("2100-01-01T00:00:00Z"));

    private Path root;
    private Path tools;

    @BeforeEach
    void lay(@TempDir Path folder) throws IOException {
        root = Files.createDirectory(folder.resolve("checkout"));
        tools = Files.createDirectory(folder.resolve("tools"));
        Files.copy(Checkout.find().root().resolve("heliograph"), root.resolve("heliograph"));
        executable(root.resolve("heliograph"));
        old(root.resolve("pom.xml"), """
                <modules>
                  <module>cli/kafka</module>
                  <module>cli</module>
                  <module>shop-service</module>
                </modules>
                """);
        for (String module : List.of("cli", "cli/kafka", "contracts")) {
            old(root.resolve(module).resolve("pom.xml"), "");
            old(root.resolve(module).resolve("src/main/java/Source.java"), "");
        }
        old(root.resolve("shop-service/pom.xml"), "<artifactId>quarkus-maven-plugin</artifactId>");
        old(root.resolve("somebody-elses/pom.xml"), "<artifactId>quarkus-maven-plugin</artifactId>");
        script(tools.resolve("mvn"), """
                echo "mvn $*" >>"%1$s/calls"
                echo "$JAVA_HOME" >"%1$s/java-home"
                echo "[ERROR] what went wrong"
                for module in cli cli/kafka shop-service; do mkdir -p "%2$s/$module/target"; done
                [ ! -f "%1$s/fail" ]
                """.formatted(tools, root));
        jdk(jdk(), "25.0.1");
    }

    @Test
    void buildsTheCommandLineBeforeItIsUsedAndNotAgain() throws Exception {
        run("token", "--user", "ann");
        run("token", "--user", "bob");

        assertThat(calls())
                .containsExactly(
                        "mvn -B -Pfast -DskipTests -pl cli -am package",
                        "io.heliograph.cli.Main token --user ann",
                        "io.heliograph.cli.Main token --user bob");
    }

    @Test
    void buildsAgainWhenASourceChanged() throws Exception {
        run("token");
        Files.setLastModifiedTime(root.resolve("cli/src/main/java/Source.java"), IN_THE_FUTURE);

        run("token");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsAgainWhenASourceOfTheContractsChanged() throws Exception {
        run("token");
        Files.setLastModifiedTime(root.resolve("contracts/src/main/java/Source.java"), IN_THE_FUTURE);

        run("token");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsAgainWhenTheVersionsChanged() throws Exception {
        run("token");
        Files.setLastModifiedTime(root.resolve("pom.xml"), IN_THE_FUTURE);

        run("token");

        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsWhatIsStaleOfTheWholePlatformForUp() throws Exception {
        run("token");

        run("up", "--gateways", "3");

        assertThat(calls().subList(2, 4))
                .containsExactly(
                        "mvn -B -Pfast -DskipTests -pl cli/kafka,shop-service,demo -am package",
                        "io.heliograph.cli.Main up --gateways 3");
    }

    @Test
    void buildsTheDemoPageAgainWhenTheClientItBringsChanged() throws Exception {
        run("up");
        Path source = root.resolve("clients/typescript/src/client.ts");
        Files.createDirectories(source.getParent());
        Files.createFile(source);
        Files.setLastModifiedTime(source, IN_THE_FUTURE);

        run("up");

        assertThat(builds().getLast()).isEqualTo("mvn -B -Pfast -DskipTests -pl demo -am package");
    }

    @Test
    void saysWhereTheLogOfAFailedBuildIs() throws Exception {
        Files.createFile(tools.resolve("fail"));

        Outcome outcome = run("token");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output())
                .contains("[ERROR] what went wrong")
                .endsWith("The build failed. Its log is " + root.resolve(".heliograph/build.log") + "\n");
        assertThat(Files.readString(root.resolve(".heliograph/build.log"))).contains("what went wrong");
    }

    @Test
    void buildsAgainAfterAFailedBuild() throws Exception {
        Files.createFile(tools.resolve("fail"));
        run("token");
        Files.delete(tools.resolve("fail"));

        assertThat(run("token").status()).isZero();
    }

    @Test
    void runsMavenWithTheArgumentsAndItsExitStatus() throws Exception {
        Files.createFile(tools.resolve("fail"));

        Outcome outcome = run("mvn", "-q", "verify");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(calls()).containsExactly("mvn -q verify");
    }

    @Test
    void runsAllTests() throws Exception {
        run("test");

        assertThat(calls()).containsExactly("mvn -B -ntp verify");
    }

    @Test
    void runsTheTestsOfOneModuleOnWhatItNeeds() throws Exception {
        run("test", "--only", "contracts");

        assertThat(calls())
                .containsExactly(
                        "mvn -q -B -Pfast -DskipTests -pl contracts -am install", "mvn -B -ntp -pl contracts verify");
    }

    @Test
    void refusesToTestAModuleThatDoesNotExist() throws Exception {
        Outcome outcome = run("test", "--only", "nothing");

        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).startsWith("Usage: ./heliograph test [--only MODULE]");
        assertThat(tools.resolve("calls")).doesNotExist();
    }

    @Test
    void usesTheJdkOfJavaHome() throws Exception {
        run("mvn", "verify");

        assertThat(Files.readString(tools.resolve("java-home"))).isEqualToIgnoringNewLines(jdk().toString());
    }

    @Test
    void passesOverAJdkOfAnotherVersion() throws Exception {
        jdk(jdk(), "21.0.4");

        // Another one is found in the usual places, or none is, depending on the machine.
        Outcome outcome = run("mvn", "verify");

        if (outcome.status() == 0) {
            assertThat(Files.readString(tools.resolve("java-home"))).doesNotContain(jdk().toString());
        } else {
            assertThat(outcome.output()).startsWith("JDK 25 is needed and was not found: install it");
        }
    }

    private record Outcome(int status, String output) {}

    private Outcome run(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("./heliograph"), Stream.of(arguments))
                        .toList())
                .directory(root.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", jdk().toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(tools.resolve("calls"));
    }

    private List<String> builds() throws IOException {
        return calls().stream().filter(call -> call.startsWith("mvn")).toList();
    }

    private Path jdk() {
        return tools.resolve("jdk");
    }

    /** Its {@code java} notes the class and what follows it, and not the options of the JVM. */
    private void jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        script(home.resolve("bin/javac"), "");
        script(home.resolve("bin/java"), """
                while [ "$1" != io.heliograph.cli.Main ]; do shift; done
                echo "$*" >>"%s/calls"
                """.formatted(tools));
    }

    private static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body);
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void old(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, LONG_AGO);
    }
}
