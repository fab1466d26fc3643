package io.heliograph.cli.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data folder of one platform: each server has a folder and a log in it. */
public record DataFolder(Path path) {
    /** Everything that a platform leaves behind. Named, so that resetting cannot hit a folder given by mistake. */
    private static final List<String> CONTENT = List.of(
            "kafka",
            "postgres",
            "redis",
            "logs",
            "devices",
            "issuer-key.json",
            "push-key.json",
            "run.json",
            "control-secret");

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path of(String server) {
        return path.resolve(server);
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path logOf(String server) {
        return logs().resolve(server + ".log");
    }

    /** Where {@code listen} keeps what each device has seen. */
    public Path devices() {
        return path.resolve("devices");
    }

    public Path issuerKey() {
        return path.resolve("issuer-key.json");
    }

    public Path pushKey() {
        return path.resolve("push-key.json");
    }

    /** Deletes all that platforms left in it. */
    public void reset() {
        CONTENT.forEach(name -> delete(path.resolve(name)));
    }

    public void deleteLogs() {
        delete(logs());
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try {
            Files.walkFileTree(tree, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(tree), e);
        }
    }
}
