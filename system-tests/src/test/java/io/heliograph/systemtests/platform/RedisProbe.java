package io.heliograph.systemtests.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks Redis one thing, by the inline form of its protocol: enough to prove that a fault bit. */
public final class RedisProbe {
    private RedisProbe() {}

    /** How many keys match a pattern. */
    public static int countKeys(String redis, String pattern) {
        URI address = URI.create(redis);
        try (var socket = new Socket(address.getHost(), address.getPort());
                var in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            socket.getOutputStream().write(("KEYS " + pattern + "\r\n").getBytes(StandardCharsets.US_ASCII));
            String header = in.readLine();
            if (header == null || !header.startsWith("*")) {
                throw new IllegalStateException("KEYS was answered by " + header);
            }
            return Integer.parseInt(header.substring(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
