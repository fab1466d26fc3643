package io.heliograph.cli.platform.control;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.OwnerOnlyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What only the owner of the data folder can know. Never printed. */
public record ControlSecret(String value) {
    private static final String FILE = "control-secret";
    private static final String SCHEME = "Bearer ";

    /** Makes a new one and leaves it in the data folder, readable by its owner alone. */
    public static ControlSecret create(DataFolder data) {
        ControlSecret secret = new ControlSecret(Secrets.random());
        try {
            OwnerOnlyFile.write(file(data), secret.value);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file(data)), e);
        }
        return secret;
    }

    /** The secret of the platform that runs on the data folder. */
    public static ControlSecret read(DataFolder data) {
        try {
            return new ControlSecret(Files.readString(file(data)));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file(data)), e);
        }
    }

    public static void delete(DataFolder data) {
        try {
            Files.deleteIfExists(file(data));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be deleted".formatted(file(data)), e);
        }
    }

    /** The value of the {@code Authorization} header. */
    String header() {
        return SCHEME + value;
    }

    boolean isGivenBy(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(given -> MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), header().getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private static Path file(DataFolder data) {
        return data.path().resolve(FILE);
    }

    @Override
    public String toString() {
        return "ControlSecret[redacted]";
    }
}
