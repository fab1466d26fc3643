package io.heliograph.cli.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Programs that come as resources on the class path, unpacked once per user and content: {@code ~/.cache/heliograph}, or
 * {@code $XDG_CACHE_HOME/heliograph}. Several processes may unpack the same one at the same time; one of them wins.
 */
public final class ProgramCache {
    /** Writes what is in the resource into the (new, empty) folder. */
    @FunctionalInterface
    public interface Unpacker {
        void unpack(InputStream resource, Path folder) throws IOException;
    }

    private static final Map<String, Path> FOUND = new ConcurrentHashMap<>();

    private ProgramCache() {}

    /** The folder with the unpacked resource. */
    public static Path folderOf(String resource, Unpacker unpacker) {
        return FOUND.computeIfAbsent(resource, name -> find(name, unpacker));
    }

    private static Path find(String resource, Unpacker unpacker) {
        try {
            Path folder = cache().resolve(resource + "-" + digest(resource));
            if (!Files.isDirectory(folder)) {
                unpack(resource, unpacker, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be unpacked into %s".formatted(resource, cache()), e);
        }
    }

    private static void unpack(String resource, Unpacker unpacker, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path unfinished = Files.createTempDirectory(folder.getParent(), ".unpacking");
        try (InputStream bytes = open(resource)) {
            unpacker.unpack(bytes, unfinished);
        }
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
            delete(unfinished); // another process was faster, with the same content
        }
    }

    private static Path cache() {
        @Nullable String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("heliograph");
    }

    private static String digest(String resource) throws IOException {
        try (InputStream bytes = open(resource);
                DigestInputStream digested = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static InputStream open(String resource) throws IOException {
        @Nullable InputStream bytes = ProgramCache.class.getResourceAsStream("/" + resource);
        if (bytes == null) {
            throw new IOException("%s is not on the class path: there is no build of this program for this machine"
                    .formatted(resource));
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
