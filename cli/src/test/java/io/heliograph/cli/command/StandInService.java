package io.heliograph.cli.command;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Plays a service in a test of the platform: ready at once, and answers every request with its pod name. */
final class StandInService {
    private StandInService() {}

    public static void main(String... arguments) throws IOException {
        serve("QUARKUS_MANAGEMENT_PORT");
        serve("QUARKUS_HTTP_PORT");
    }

    private static void serve(String port) throws IOException {
        byte[] name = System.getenv().getOrDefault("HELIOGRAPH_POD_NAME", "").getBytes(StandardCharsets.UTF_8);
        int number = Integer.parseInt(System.getenv().getOrDefault(port, "0"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), number), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, name.length);
            exchange.getResponseBody().write(name);
            exchange.close();
        });
        server.start();
    }
}
