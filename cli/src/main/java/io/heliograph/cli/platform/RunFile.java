package io.heliograph.cli.platform;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code run.json} of a data folder: how a running platform is found. Written as a whole, so readers see all or nothing. */
public final class RunFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    public RunFile(DataFolder data) {
        file = data.path().resolve("run.json");
    }

    public Path path() {
        return file;
    }

    public void write(RunningPlatform platform) {
        try {
            OwnerOnlyFile.write(file, JSON.writeValueAsString(platform) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }

    /** The platform that runs on the data folder; empty also if its launcher died without removing the file. */
    public Optional<RunningPlatform> read() {
        try {
            RunningPlatform platform = JSON.readValue(Files.readString(file), RunningPlatform.class);
            return ProcessHandle.of(platform.launcher()).isPresent() ? Optional.of(platform) : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read: delete it if no platform runs".formatted(file), e);
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(file), e);
        }
    }
}
