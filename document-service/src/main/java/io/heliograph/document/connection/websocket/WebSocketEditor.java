package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.editing.Editor;
import io.heliograph.document.editing.Pace;
import io.heliograph.document.editing.Rooms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection of y-websocket. What comes is handled on its event loop; the methods of {@link Editor} may be called by any thread. */
final class WebSocketEditor implements Editor {
    /** Of one message, but for the answer to our question, which may be a whole document: that one is bounded by the server's frame size. */
    private static final int MAX_MESSAGE = 1024 * 1024;

    private static final int SYNC_STEP_2 = 1;

    /** What waits to be taken by the client, besides an answer that it asked for. */
    private static final long MAX_BEHIND = 4 * 1024 * 1024;

    /** How long an answer may take to be written. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final DocumentToken token;
    private final Rooms rooms;
    private final OpenEditors open;
    private final AtomicLong bytesBehind = new AtomicLong();
    private final Pace pace = new Pace(System.nanoTime());
    private volatile Future<Void> answered = Future.succeededFuture();
    private volatile long waitNanos;

    WebSocketEditor(Vertx vertx, ServerWebSocket socket, DocumentToken token, Rooms rooms, OpenEditors open) {
        this.vertx = vertx;
        this.socket = socket;
        this.token = token;
        this.rooms = rooms;
        this.open = open;
    }

    /** Nothing is read until the document is there. */
    void enter(Instant now) {
        socket.pause();
        socket.frameHandler(this::onFrame);
        socket.binaryMessageHandler(this::onMessage);
        socket.textMessageHandler(_ -> close(CloseCode.MALFORMED, "messages are binary"));
        socket.exceptionHandler(_ -> socket.close());
        long expiry = vertx.setTimer(
                Math.max(1, Duration.between(now, token.expiresAt()).toMillis()),
                _ -> close(CloseCode.UNAUTHENTICATED, "the token has expired"));
        open.add(this);
        socket.closeHandler(_ -> {
            vertx.cancelTimer(expiry);
            open.remove(this, socket.closeStatusCode());
            rooms.leave(token.document(), this);
        });
        rooms.enter(token.document(), this);
    }

    @Override
    public String user() {
        return token.user();
    }

    @Override
    public Access access() {
        return token.access();
    }

    @Override
    public Instant issuedAt() {
        return token.issuedAt();
    }

    @Override
    public void send(byte[] message) {
        if (bytesBehind.addAndGet(message.length) > MAX_BEHIND) {
            close(CloseCode.OVERLOADED, "the client does not keep up");
            return;
        }
        socket.writeBinaryMessage(Buffer.buffer(message)).onComplete(_ -> bytesBehind.addAndGet(-message.length));
    }

    @Override
    public void answer(byte[] message) {
        answered = socket.writeBinaryMessage(Buffer.buffer(message))
                .timeout(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> close(CloseCode.OVERLOADED, "the client does not keep up"));
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (!socket.isClosed()) {
            socket.close((short) code.number(), reason);
        }
    }

    @Override
    public void next() {
        answered.onSuccess(_ -> {
            long millis = TimeUnit.NANOSECONDS.toMillis(waitNanos);
            if (millis > 0) {
                vertx.setTimer(millis, _ -> socket.fetch(1));
            } else {
                socket.fetch(1);
            }
        });
    }

    /** Demand is counted in frames: whatever is not the end of a message makes room for the next frame. */
    private void onFrame(WebSocketFrame frame) {
        if (!frame.isFinal() || (!frame.isBinary() && !frame.isContinuation())) {
            socket.fetch(1);
        }
    }

    private void onMessage(Buffer message) {
        boolean isAnswer = message.length() > 1 && message.getByte(0) == 0 && message.getByte(1) == SYNC_STEP_2;
        if (message.length() > MAX_MESSAGE && !isAnswer) {
            close(CloseCode.TOO_LARGE, "a message has at most %d bytes".formatted(MAX_MESSAGE));
            return;
        }
        waitNanos = pace.delayAfter(message.length(), System.nanoTime());
        rooms.receive(token.document(), this, message.getBytes());
    }
}
