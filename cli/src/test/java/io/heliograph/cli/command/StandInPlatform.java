package io.heliograph.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.heliograph.cli.platform.DataFolder;
import io.heliograph.cli.platform.RunFile;
import io.heliograph.cli.platform.RunningPlatform;
import io.heliograph.cli.platform.control.ControlSecret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays a running platform in a test: gives a token to whoever asks, and one answer to every other request. */
final class StandInPlatform implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();

    StandInPlatform(Path folder, int status, String answer) throws IOException {
        this(folder, "127.0.0.1:1", status, answer);
    }

    /** @param kafka {@code host:port} */
    StandInPlatform(Path folder, String kafka, int status, String answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/tokens", exchange -> answer(exchange, 200, "{\"ann\":\"t\",\"heliograph-cli\":\"t\"}"));
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, status, answer);
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        var data = new DataFolder(folder);
        ControlSecret.create(data);
        new RunFile(data)
                .write(new RunningPlatform(
                        url, url, kafka, "", "", "", ProcessHandle.current().pid(), List.of()));
    }

    /** Method and path of each, but those for tokens. */
    List<String> requests() {
        return requests;
    }

    /** What came with the last of {@link #requests()}. */
    String lastBody() {
        return bodies.getLast();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String answer) throws IOException {
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
