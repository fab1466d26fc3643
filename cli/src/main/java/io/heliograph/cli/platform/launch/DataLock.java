package io.heliograph.cli.platform.launch;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.PlatformProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Lets one platform at a time use a data folder. The operating system drops the lock with the process, so nothing stale
 * can be left behind.
 */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws PlatformProblem if another platform runs on the folder */
    static DataLock acquire(DataFolder data) {
        Path file = data.path().resolve("lock");
        try {
            Files.createDirectories(data.path());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new PlatformProblem(
                        "A platform already runs on %s: stop it (Ctrl-C), or give this one another folder with --data"
                                .formatted(data.path()));
            }
            return new DataLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be locked".formatted(file), e);
        }
    }

    /** The lock ends with its channel. */
    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of the data folder cannot be released", e);
        }
    }
}
