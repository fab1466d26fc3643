package io.heliograph.document.connection.websocket;

import io.heliograph.document.access.Access;
import io.heliograph.document.access.DocumentToken;
import io.heliograph.document.editing.CloseCode;
import io.heliograph.document.editing.Editor;
import io.heliograph.document.lib0.Lib0Reader;
import io.heliograph.document.lib0.Lib0Writer;
import io.heliograph.document.lib0.MalformedMessageException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.Optional;

/** One connection of y-websocket: one document. What comes is handled on its event loop; the methods of {@link Editor} may be called by any thread. */
final class WebSocketEditor implements Editor, Connection {
    private static final int SYNC_STEP_2 = 1;
    private static final int PERMISSION = 2;
    private static final int DENIED = 0;

    /** Of our own, for this connection alone: a new token before the old one expires. */
    private static final int TOKEN = 101;

    private final ConnectionContext shared;
    private final ServerWebSocket socket;
    private final PacedSocket paced;
    private volatile DocumentToken token;
    private long expiryTimer;

    WebSocketEditor(ServerWebSocket socket, DocumentToken token, ConnectionContext shared) {
        this.shared = shared;
        this.socket = socket;
        this.paced = new PacedSocket(shared.vertx(), socket);
        this.token = token;
    }

    /** Nothing is read until the document is there. */
    void enter() {
        paced.start(this::onMessage);
        endWith(token);
        shared.open().add(this);
        socket.closeHandler(_ -> {
            shared.vertx().cancelTimer(expiryTimer);
            shared.open().remove(this, socket.closeStatusCode());
            shared.rooms().leave(token.document(), this);
        });
        shared.rooms().enter(token.document(), this);
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
    public void welcome(byte[] question) {
        send(question);
    }

    @Override
    public void send(byte[] message) {
        paced.send(Buffer.buffer(message));
    }

    @Override
    public void answer(byte[] message, byte[] question) {
        paced.answer(Buffer.buffer(message));
    }

    @Override
    public void saved() {
        // y-websocket does not know of it; who wants to know asks.
    }

    @Override
    public void held(byte[] question) {
        send(question);
    }

    @Override
    public void refused(String reason) {
        send(new Lib0Writer().varUint(PERMISSION).varUint(DENIED).text(reason).toBytes());
    }

    @Override
    public void close(CloseCode code, String reason) {
        paced.close(code, reason);
    }

    @Override
    public void next() {
        paced.next();
    }

    private void onMessage(Buffer message) {
        boolean isAnswer = message.length() > 1 && message.getByte(0) == 0 && message.getByte(1) == SYNC_STEP_2;
        if (paced.refusesSize(message, isAnswer)) {
            return;
        }
        if (message.length() > 0 && message.getByte(0) == TOKEN) {
            renew(message.getBytes());
        } else {
            shared.rooms().receive(token.document(), this, message.getBytes());
        }
    }

    /** Of the same user for the same document; whatever else it changes counts from now on. */
    private void renew(byte[] message) {
        Optional<DocumentToken> renewed = tokenOf(message).flatMap(shared::verify);
        if (renewed.isEmpty()) {
            close(CloseCode.UNAUTHENTICATED, "send a valid token");
        } else if (!renewed.get().document().equals(token.document())
                || !renewed.get().user().equals(token.user())) {
            close(CloseCode.FORBIDDEN, "the token is for another document or user");
        } else {
            token = renewed.get();
            shared.vertx().cancelTimer(expiryTimer);
            endWith(token);
            shared.rooms().renewed(token.document(), this);
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
        expiryTimer = shared.vertx()
                .setTimer(
                        shared.millisUntilExpiry(current),
                        _ -> close(CloseCode.UNAUTHENTICATED, "the token has expired"));
    }
}
