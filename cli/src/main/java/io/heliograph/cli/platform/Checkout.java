package io.heliograph.cli.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The source tree that the command runs from: where the modules and what they built are found. */
public record Checkout(Path root) {
    private static final String MARKER = "heliograph";

    /**
     * The checkout around the working directory.
     *
     * @throws IllegalStateException if neither the working directory nor one above it holds the {@code heliograph} script
     */
    public static Checkout find() {
        Path start = Path.of("").toAbsolutePath();
        return Stream.iterate(Optional.of(start), Optional::isPresent, folder -> folder.map(Path::getParent))
                .flatMap(Optional::stream)
                .filter(folder -> Files.isRegularFile(folder.resolve(MARKER)))
                .findFirst()
                .map(Checkout::new)
                .orElseThrow(() -> new IllegalStateException(
                        "no folder from %s upwards holds the heliograph script".formatted(start)));
    }

    public Path defaultData() {
        return root.resolve(".heliograph");
    }

    /** The class path of the embedded Kafka broker: its own class and its libraries. */
    public String kafkaClassPath() {
        Path target = root.resolve("cli/kafka/target");
        if (!Files.isDirectory(target.resolve("lib"))) {
            throw new IllegalStateException(
                    "the embedded Kafka is not built (%s is missing): run ./heliograph mvn -f %s package"
                            .formatted(target.resolve("lib"), "cli/kafka/pom.xml"));
        }
        return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
    }

    /** The files of the demo page; the folder need not exist. */
    public Path demo() {
        return root.resolve("demo/dist");
    }

    /** Where a service module's build leaves what is needed to run it; it need not exist. */
    public Path application(String module) {
        return root.resolve(module).resolve("target/quarkus-app");
    }
}
