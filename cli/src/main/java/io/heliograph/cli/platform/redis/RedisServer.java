package io.heliograph.cli.platform.redis;

import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.process.ProcessSpec;
import io.heliograph.cli.platform.process.ProgramCache;
import io.heliograph.cli.platform.process.ServerProcess;
import io.heliograph.cli.platform.process.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A Redis server without persistence: it always starts empty, as Heliograph must be able to bear. */
public final class RedisServer implements ServerProcess {
    public static final String NAME = "redis";
    private static final int ANSWER_MILLIS = 1_000;
    private static final String PONG = "+PONG\r\n";

    private final DataFolder data;
    private final int port;

    public RedisServer(DataFolder data, int port) {
        this.data = data;
        this.port = port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void prepare() {
        program();
    }

    @Override
    public ProcessSpec spec() {
        return new ProcessSpec(
                NAME,
                List.of(
                        program().toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--save",
                        "",
                        "--appendonly",
                        "no"),
                Map.of(),
                data.of(NAME),
                data.logOf(NAME),
                Signal.TERM);
    }

    @Override
    public boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            OutputStream requests = socket.getOutputStream();
            requests.write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            requests.flush();
            InputStream answers = socket.getInputStream();
            return new String(answers.readNBytes(PONG.length()), StandardCharsets.US_ASCII).equals(PONG);
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void initialise() {
        // Redis needs no schema.
    }

    private static Path program() {
        return ProgramCache.folderOf(resource(), RedisServer::unpack).resolve("redis-server");
    }

    private static void unpack(InputStream program, Path folder) throws IOException {
        Path file = folder.resolve("redis-server");
        Files.copy(program, file);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("%s cannot be made executable".formatted(file));
        }
    }

    /** The builds inside the embedded-redis artifact have different versions per platform. */
    private static String resource() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (mac) {
            return arm ? "redis-server-6.2.6-v5-darwin-arm64" : "redis-server-6.2.6-v5-darwin-amd64";
        }
        return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
    }
}
