package io.heliograph.benchmarks;

import io.heliograph.cli.platform.FreePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code @y/websocket-server}, the server that comes with y-websocket: one process of Node on loopback, which asks for no token. */
final class PeerServer implements DocumentServer {
    private static final Path PROGRAM = Path.of("node_modules", "@y", "websocket-server", "src", "server.js");
    private static final String HOST = "127.0.0.1";
    private static final String READY = "running at";

    private final Process process;
    private final int port;
    private final @Nullable Path database;

    private PeerServer(Process process, int port, @Nullable Path database) {
        this.process = process;
        this.port = port;
        this.database = database;
    }

    /** @param stores whether it writes edits to LevelDB, in a temporary folder; it does not wait for that */
    static PeerServer start(NodeScripts scripts, boolean stores) {
        int port = FreePorts.any();
        try {
            Path database = stores ? Files.createTempDirectory("heliograph-benchmark") : null;
            ProcessBuilder builder = new ProcessBuilder("node", PROGRAM.toString())
                    .directory(scripts.folder().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("HOST", HOST);
            builder.environment().put("PORT", Integer.toString(port));
            if (database != null) {
                builder.environment().put("YPERSISTENCE", database.toString());
            }
            Process process = builder.start();
            PeerServer server = new PeerServer(process, port, database);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "stop-peer"));
            var output = process.inputReader(StandardCharsets.UTF_8);
            while (!Objects.requireNonNull(output.readLine(), "@y/websocket-server ended at its start")
                    .startsWith(READY)) {
                // it also tells where it stores
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("node cannot be run", e);
        }
    }

    @Override
    public String name() {
        return "@y/websocket-server" + (database == null ? "" : " with LevelDB");
    }

    @Override
    public List<String> urls() {
        return List.of("ws://%s:%d".formatted(HOST, port));
    }

    @Override
    public Map<String, String> tokens(String document, List<String> users) {
        Map<String, String> none = new LinkedHashMap<>();
        users.forEach(user -> none.put(user, ""));
        return none;
    }

    @Override
    public double cpuSeconds() {
        return new ProcessMeter(process.pid()).cpuSeconds();
    }

    @Override
    public double storageCpuSeconds() {
        return 0;
    }

    @Override
    public long residentBytes() {
        return new ProcessMeter(process.pid()).residentBytes();
    }

    @Override
    public OptionalLong merges() {
        return OptionalLong.empty();
    }

    @Override
    public boolean tellsSaved() {
        return false;
    }

    /** Of the files that it stores edits in. */
    long storedBytes() {
        if (database == null) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(database)) {
            return files.map(Path::toFile)
                    .filter(file -> file.isFile())
                    .mapToLong(file -> file.length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        if (database != null) {
            delete(database);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> {
                var _ = file.delete();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
