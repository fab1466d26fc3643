package io.heliograph.notification.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A push service on this machine. It answers 201 unless told otherwise, and keeps what it got. */
public final class PushEndpoint implements AutoCloseable {
    private final HttpServer server;
    private final String scheme;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Answer answer = new Answer(201, Map.of(), 0);

    /** @param headers names in lower case */
    public record Received(String method, URI target, Map<String, String> headers, Buffer body) {
        /** Empty without it. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** @param bodyBytes how much of a body it sends, whatever that may be */
    public record Answer(int status, Map<String, String> headers, long bodyBytes) {}

    private PushEndpoint(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::take);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static PushEndpoint start() {
        try {
            return new PushEndpoint(HttpServer.create(anyPort(), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PushEndpoint startWithTls(SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new PushEndpoint(server, "https");
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI origin() {
        return URI.create(scheme + "://localhost:" + port());
    }

    public List<Received> received() {
        return received;
    }

    public void answer(int status) {
        answer(status, Map.of(), 0);
    }

    public void answer(int status, Map<String, String> headers, long bodyBytes) {
        answer = new Answer(status, headers, bodyBytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                headers,
                Buffer.buffer(exchange.getRequestBody().readAllBytes())));
        Answer now = answer;
        now.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(now.status(), now.bodyBytes() == 0 ? -1 : now.bodyBytes());
        try (OutputStream body = exchange.getResponseBody()) {
            byte[] part = "x".repeat(1_024).getBytes(StandardCharsets.US_ASCII);
            for (long written = 0; written < now.bodyBytes(); written += part.length) {
                body.write(part);
            }
        } catch (IOException _) {
            // The client has heard enough.
        }
        exchange.close();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
