package io.heliograph.cli.platform.postgres;

import io.heliograph.cli.platform.process.ProgramCache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL for this machine, unpacked from their Maven artifact. */
final class PostgresPrograms {
    private static final int OWNER_MAY_EXECUTE = 0100;

    Path path(String program) {
        return ProgramCache.folderOf(resource(), PostgresPrograms::unpack)
                .resolve("bin")
                .resolve(program);
    }

    /** Creates a database cluster; all or nothing. */
    void initialise(Path cluster, String user, String password) {
        try {
            Files.createDirectories(cluster.getParent());
            Path folder = Files.createTempDirectory(cluster.getParent(), "unfinished");
            Path passwordFile = folder.resolve("password");
            Files.writeString(passwordFile, password);
            Path unfinished = folder.resolve("cluster");
            run(unprivileged(List.of(
                    path("initdb").toString(),
                    "--pgdata=" + unfinished,
                    "--username=" + user,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--no-sync",
                    "--no-instructions")));
            Files.move(unfinished, cluster);
            Files.delete(passwordFile);
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the database cluster %s cannot be created".formatted(cluster), e);
        }
    }

    /**
     * PostgreSQL refuses to run as root. In containers there often is no other user; a user namespace makes root appear as
     * nobody to the program, and costs nothing.
     */
    List<String> unprivileged(List<String> command) {
        if (!System.getProperty("user.name").equals("root")) {
            return command;
        }
        List<String> inNamespace = new ArrayList<>(List.of("unshare", "--user"));
        inNamespace.addAll(command);
        return inNamespace;
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("%s failed: %s".formatted(command.getFirst(), output.strip()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder.resolve(entry.getName()));
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String resource() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return "postgres-%s-%s.txz".formatted(mac ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
    }
}
