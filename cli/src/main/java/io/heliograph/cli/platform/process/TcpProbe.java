package io.heliograph.cli.platform.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Tells whether somebody listens on a port of the loopback interface. */
public final class TcpProbe {
    private static final int TIMEOUT_MILLIS = 1_000;

    private TcpProbe() {}

    public static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
