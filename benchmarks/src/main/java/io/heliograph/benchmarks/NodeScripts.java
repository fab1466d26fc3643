package io.heliograph.benchmarks;

import io.heliograph.cli.platform.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** The clients in {@code src/main/node} and the packages that they need, as npm has them. */
final class NodeScripts {
    private static final Path CONVERGENCE = Path.of("document-service", "src", "test", "node");
    private static final Path INSTALLER = CONVERGENCE.resolve("install.mjs");

    private final Path folder;

    private NodeScripts(Path folder) {
        this.folder = folder;
    }

    /** Installs the packages when they are not there. */
    static NodeScripts installed() {
        Path root = Checkout.find().root();
        Path folder = root.resolve(Path.of("benchmarks", "src", "main", "node"));
        for (Path place : List.of(folder, root.resolve(CONVERGENCE))) {
            install(root.resolve(INSTALLER), place);
        }
        return new NodeScripts(folder);
    }

    private static void install(Path installer, Path place) {
        try {
            int status = new ProcessBuilder("node", installer.toString())
                    .directory(place.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("npm ci failed in " + place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("node cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    Path folder() {
        return folder;
    }

    Generator start(String script) {
        return Generator.start(folder, script);
    }
}
