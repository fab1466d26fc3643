package io.heliograph.document.connection.websocket;

import static org.awaitility.Awaitility.await;

import io.heliograph.document.name.DocumentName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A connection that tells how it ended, which clients of y-websocket keep to themselves. */
final class RawEditor {
    private static final int LIMIT_SECONDS = 5;

    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Boolean> greeted = new CompletableFuture<>();
    private final WebSocket socket;

    RawEditor(Pod pod, DocumentName document, String token) {
        URI uri = URI.create("%s/documents/sync/%s?token=%s".formatted(pod.url(), document, token));
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new Listener())
                .join();
    }

    /** Returns when the service has sent its first message: the document is open. */
    RawEditor greeted() {
        greeted.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        return this;
    }

    /** Sends an update of Yjs of less than 128 bytes. */
    RawEditor update(byte[] update) {
        byte[] message = ByteBuffer.allocate(update.length + 3)
                .put((byte) 0)
                .put((byte) 2)
                .put((byte) update.length)
                .put(update)
                .array();
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
        return this;
    }

    int closeCode() {
        await().atMost(Duration.ofSeconds(LIMIT_SECONDS)).until(closed::isDone);
        return closed.join();
    }

    boolean isOpen() {
        return !closed.isDone();
    }

    void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            greeted.complete(true);
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
