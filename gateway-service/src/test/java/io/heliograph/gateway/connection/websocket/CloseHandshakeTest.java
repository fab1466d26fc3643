package io.heliograph.gateway.connection.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.api.Test;

class CloseHandshakeTest {
    private final CloseHandshake handshake = new CloseHandshake();

    @Test
    void doesNotWaitLongForTheAnswerToACloseFrame() {
        var plain = new HttpServerOptions();
        var encrypted = new HttpServerOptions();

        handshake.customizeHttpServer(plain);
        handshake.customizeHttpsServer(encrypted);

        assertThat(plain.getWebSocketClosingTimeout()).isEqualTo(CloseHandshake.SECONDS);
        assertThat(encrypted.getWebSocketClosingTimeout()).isEqualTo(CloseHandshake.SECONDS);
    }
}
