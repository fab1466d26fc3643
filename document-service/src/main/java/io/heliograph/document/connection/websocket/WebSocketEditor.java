package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.access.TokenCodec;
import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.editing.Editor;
import io.heliograph.document.editing.Pace;
import io.heliograph.document.editing.Rooms;
import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.MalformedMessageException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One connection of y-websocket. What comes is handled on its event loop; the methods of {@link Editor} may be called by any thread. */
final class WebSocketEditor implements Editor {
    /** Of one message, but for the answer to our question, which may be a whole document: that one is bounded by the server's frame size. */
    private static final int MAX_MESSAGE = 1024 * 1024;

    private static final int SYNC_STEP_2 = 1;

    /** Of our own, for this connection alone: a new token before the old one expires. */
    private static final int TOKEN = 101;

    /** What waits to be taken by the client, besides an answer that it asked for. */
    private static final long MAX_BEHIND = 4 * 1024 * 1024;

    /** How long an answer may take to be written. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private final Parts parts;
    private final ServerWebSocket socket;
    private final AtomicLong bytesBehind = new AtomicLong();
    private final Pace pace = new Pace(System.nanoTime());
    private volatile Future<Void> answered = Future.succeededFuture();
    private volatile long waitNanos;
    private volatile DocumentToken token;
    private long expiryTimer;

    /** What all connections share. */
    record Parts(Vertx vertx, Rooms rooms, TokenCodec tokens, InstantSource clock, OpenEditors open) {
        Optional<DocumentToken> verify(String text) {
            return tokens.verify(text, clock.instant());
        }
    }

    WebSocketEditor(ServerWebSocket socket, DocumentToken token, Parts parts) {
        this.socket = socket;
        this.token = token;
        this.parts = parts;
    }

    /** Nothing is read until the document is there. */
    void enter() {
        socket.pause();
        socket.frameHandler(this::onFrame);
        socket.binaryMessageHandler(this::onMessage);
        socket.textMessageHandler(_ -> close(CloseCode.MALFORMED, "messages are binary"));
        socket.exceptionHandler(_ -> socket.close());
        endWith(token);
        parts.open().add(this);
        socket.closeHandler(_ -> {
            parts.vertx().cancelTimer(expiryTimer);
            parts.open().remove(this, socket.closeStatusCode());
            parts.rooms().leave(token.document(), this);
        });
        parts.rooms().enter(token.document(), this);
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
                parts.vertx().setTimer(millis, _ -> socket.fetch(1));
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
        if (message.length() > 0 && message.getByte(0) == TOKEN) {
            renew(message.getBytes());
            return;
        }
        boolean isAnswer = message.length() > 1 && message.getByte(0) == 0 && message.getByte(1) == SYNC_STEP_2;
        if (message.length() > MAX_MESSAGE && !isAnswer) {
            close(CloseCode.TOO_LARGE, "a message has at most %d bytes".formatted(MAX_MESSAGE));
            return;
        }
        waitNanos = pace.delayAfter(message.length(), System.nanoTime());
        parts.rooms().receive(token.document(), this, message.getBytes());
    }

    /** Of the same user for the same document; whatever else it changes counts from now on. */
    private void renew(byte[] message) {
        Optional<DocumentToken> renewed = tokenOf(message).flatMap(parts::verify);
        if (renewed.isEmpty()) {
            close(CloseCode.UNAUTHENTICATED, "send a valid token");
        } else if (!renewed.get().document().equals(token.document())
                || !renewed.get().user().equals(token.user())) {
            close(CloseCode.FORBIDDEN, "the token is for another document or user");
        } else {
            token = renewed.get();
            parts.vertx().cancelTimer(expiryTimer);
            endWith(token);
            next();
        }
    }

    private static Optional<String> tokenOf(byte[] message) {
        try {
            Lib0Reader reader = new Lib0Reader(message);
            reader.varUint();
            return Optional.of(reader.text());
        } catch (MalformedMessageException _) {
            return Optional.empty();
        }
    }

    private void endWith(DocumentToken current) {
        long millis =
                Duration.between(parts.clock().instant(), current.expiresAt()).toMillis();
        expiryTimer = parts.vertx()
                .setTimer(Math.max(1, millis), _ -> close(CloseCode.UNAUTHENTICATED, "the token has expired"));
    }
}
