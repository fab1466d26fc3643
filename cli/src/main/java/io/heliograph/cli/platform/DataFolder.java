package io.heliograph.cli.platform;

import java.nio.file.Path;

/** The data folder of one platform: each server has a folder and a log in it. */
public record DataFolder(Path path) {
    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path of(String server) {
        return path.resolve(server);
    }

    public Path logOf(String server) {
        return path.resolve("logs").resolve(server + ".log");
    }
}
