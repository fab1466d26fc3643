package io.heliograph.document.connection.websocket;

import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.editing.Pace;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A socket that is read one binary message at a time and no faster than its pace, docs/documents.md §9, and that is closed when its client does not keep up. What comes is handled on
 * its event loop; the methods may be called by any thread.
 */
final class PacedSocket implements Connection {
    /** Of one message, but for the answer to our question, which may be a whole document: that one is bounded by the server's frame size. */
    private static final int MAX_MESSAGE = 1024 * 1024;

    /** What waits to be taken by the client, besides an answer that it asked for. */
    private static final long MAX_BEHIND = 4 * 1024 * 1024;

    /** How long an answer may take to be written. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final AtomicLong bytesBehind = new AtomicLong();
    private final Pace pace = new Pace(System.nanoTime());
    private volatile Future<Void> answered = Future.succeededFuture();
    private volatile long waitNanos;

    PacedSocket(Vertx vertx, ServerWebSocket socket) {
        this.vertx = vertx;
        this.socket = socket;
    }

    /** Nothing is read before {@link #next()}. */
    void start(Consumer<Buffer> receiver) {
        socket.pause();
        socket.frameHandler(this::onFrame);
        socket.binaryMessageHandler(message -> {
            waitNanos = pace.delayAfter(message.length(), System.nanoTime());
            receiver.accept(message);
        });
        socket.textMessageHandler(_ -> close(CloseCode.MALFORMED, "messages are binary"));
        socket.exceptionHandler(_ -> socket.close());
    }

    /** Whether the message is too large, and the socket closed. */
    boolean refusesSize(Buffer message, boolean isAnswer) {
        if (message.length() <= MAX_MESSAGE || isAnswer) {
            return false;
        }
        close(CloseCode.TOO_LARGE, "a message has at most %d bytes".formatted(MAX_MESSAGE));
        return true;
    }

    void send(Buffer message) {
        int length = message.length();
        if (bytesBehind.addAndGet(length) > MAX_BEHIND) {
            close(CloseCode.OVERLOADED, "the client does not keep up");
            return;
        }
        socket.writeBinaryMessage(message).onComplete(_ -> bytesBehind.addAndGet(-length));
    }

    /** Sends what the client asked for, however large; its next message waits until it was written. */
    void answer(Buffer message) {
        answered = socket.writeBinaryMessage(message)
                .timeout(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> close(CloseCode.OVERLOADED, "the client does not keep up"));
    }

    /** Lets the next message come. */
    void next() {
        answered.onSuccess(_ -> {
            long millis = TimeUnit.NANOSECONDS.toMillis(waitNanos);
            if (millis > 0) {
                vertx.setTimer(millis, _ -> socket.fetch(1));
            } else {
                socket.fetch(1);
            }
        });
    }

    @Override
    public void close(CloseCode code, String reason) {
        if (!socket.isClosed()) {
            socket.close((short) code.number(), reason);
        }
    }

    /** Demand is counted in frames: whatever is not the end of a message makes room for the next frame. */
    private void onFrame(WebSocketFrame frame) {
        if (!frame.isFinal() || (!frame.isBinary() && !frame.isContinuation())) {
            socket.fetch(1);
        }
    }
}
