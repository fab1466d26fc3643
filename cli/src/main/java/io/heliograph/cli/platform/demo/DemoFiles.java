package io.heliograph.cli.platform.demo;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files that the page consists of. Read anew for each request, so that a page under work needs no restart. */
final class DemoFiles {
    /** No folders and nothing hidden: no path leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*(\\.[a-z0-9]+)+");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Path folder;

    DemoFiles(Path folder) {
        this.folder = folder;
    }

    record DemoFile(String type, Buffer content) {}

    /** Empty if there is none of that name, or of a type that the page has not. */
    Optional<DemoFile> read(String name) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        Path file = folder.resolve(name);
        if (type == null || !NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DemoFile(type, Buffer.buffer(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }
}
