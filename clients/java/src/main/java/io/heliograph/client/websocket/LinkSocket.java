package io.heliograph.client.websocket;

import io.heliograph.client.connection.Ending;
import io.heliograph.contracts.protocol.Subprotocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The WebSocket of one link. It reads a frame only when the one before is dealt with, so that a slow application slows the server down instead of filling memory. Its
 * methods are called by the client's mailbox alone.
 */
final class LinkSocket implements WebSocket.Listener {
    /** A message with data of 64 KiB is far below. */
    private static final int MAX_CHARACTERS = 1024 * 1024;

    /** How long a server may take to answer a close. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofMillis(500);

    private final Events events;
    private final CompletableFuture<WebSocket> opened;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private CompletableFuture<WebSocket> sent;

    /** What happens to the socket; called on threads of the HTTP client, one after the other. */
    interface Events {
        void opened();

        /** @param next reads the next frame */
        void received(String frame, Runnable next);

        /** At most once, and the last. */
        void ended(Ending ending, Duration retryAfter);
    }

    LinkSocket(HttpClient http, URI url, Duration timeout, Events events) {
        this.events = events;
        this.opened = http.newWebSocketBuilder()
                .subprotocols(Subprotocol.V1)
                .connectTimeout(timeout)
                .buildAsync(url, this);
        this.sent = opened;
        var _ = opened.whenComplete((_, failure) -> {
            if (failure != null) {
                refused(failure);
            }
        });
    }

    void send(byte[] frame) {
        String message = new String(frame, StandardCharsets.UTF_8);
        sent = sent.thenCompose(socket -> socket.sendText(message, true));
    }

    /** Closes after what was sent. The result completes when the server has answered, or has not in time. */
    CompletableFuture<Void> close(ScheduledExecutorService timer) {
        if (!opened.isDone()) {
            abort();
            return CompletableFuture.completedFuture(null);
        }
        sent = sent.thenCompose(socket -> socket.sendClose(WebSocket.NORMAL_CLOSURE, ""));
        var _ = timer.schedule(this::abort, CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        return ended;
    }

    /** Cuts the connection without a word. */
    void abort() {
        var _ = opened.thenAccept(WebSocket::abort);
        end(new Ending(0, "ABORTED"), Duration.ZERO);
    }

    @Override
    public void onOpen(WebSocket socket) {
        if (!socket.getSubprotocol().equals(Subprotocol.V1)) {
            end(new Ending(0, "SUBPROTOCOL_NOT_SELECTED"), Duration.ZERO);
            socket.abort();
            return;
        }
        events.opened();
        socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        if (text.length() + part.length() > MAX_CHARACTERS) {
            violated(socket, "FRAME_TOO_LARGE");
            return null;
        }
        text.append(part);
        if (!last) {
            socket.request(1);
            return null;
        }
        String frame = text.toString();
        text.setLength(0);
        text.trimToSize();
        events.received(frame, () -> socket.request(1));
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        violated(socket, "BINARY_FRAME");
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        end(new Ending(code, reason), Duration.ZERO);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        end(new Ending(0, "CONNECTION_LOST"), Duration.ZERO);
    }

    private void violated(WebSocket socket, String reason) {
        end(new Ending(0, reason), Duration.ZERO);
        socket.abort();
    }

    private void refused(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException handshake) {
            HttpResponse<?> response = handshake.getResponse();
            end(new Ending(response.statusCode(), "HANDSHAKE_REFUSED"), RetryAfter.of(response));
        } else {
            end(new Ending(0, "UNREACHABLE"), Duration.ZERO);
        }
    }

    private void end(Ending ending, Duration retryAfter) {
        if (ended.complete(null)) {
            events.ended(ending, retryAfter);
        }
    }
}
